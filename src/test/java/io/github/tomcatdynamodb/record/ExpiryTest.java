package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Never early; at most {@code touchAfter}, and the rest of a second, late. */
class ExpiryTest {

    private static final Expiry DEFAULT = new Expiry(OptionalInt.empty());

    private static Expiry touchAfter(int seconds) {
        return new Expiry(OptionalInt.of(seconds));
    }

    private static Basis basis(long accessed, int maxInactive, OptionalLong expiresSeconds) {
        return Stored.basis(
                Format.TOMCAT,
                accessed,
                accessed,
                maxInactive,
                expiresSeconds.isPresent()
                        ? OptionalLong.of(expiresSeconds.getAsLong() * 1000)
                        : OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 180",
        "36000, 3600",
        "360000, 3600",
        "9, 0",
        "10, 1",
        "1, 0",
        "0, 3600",
        "-1, 3600",
        "2147483647, 3600"
    })
    void touchAfter_byDefault_isATenthOfTheTimeoutAndAnHourAtMost(int timeout, int expected) {
        assertEquals(expected, DEFAULT.touchAfter(timeout));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "7200"})
    void touchAfter_whenSet_isThatForEverySession(int setting) {
        assertEquals(setting, touchAfter(setting).touchAfter(1800));
        assertEquals(setting, touchAfter(setting).touchAfter(0));
    }

    @ParameterizedTest
    @CsvSource({
        "1000000, 1000", // on the second: as it is
        "1000001, 1001", // else rounded up
        "1000999, 1001",
        "0, 0",
        "-1, 0"
    })
    void expires_isWholeSecondsRoundedUp(long accessed, long accessedSeconds) {
        assertEquals(
                OptionalLong.of(accessedSeconds + 1800 + 180), DEFAULT.expires(accessed, 1800));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-2147483648"})
    void expires_ofASessionThatNeverExpires_isEmpty(int maxInactive) {
        assertEquals(OptionalLong.empty(), DEFAULT.expires(1_000_000, maxInactive));
    }

    @Test
    void expires_ofTheLongestTimeout_doesNotOverflow() {
        assertEquals(
                OptionalLong.of(1000 + 2147483647L + 3600),
                DEFAULT.expires(1_000_000, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "1099999, false", // 100 s less a millisecond
        "1100000, true",
        "999999, false", // earlier than what is stored: a slow request
        "1000000, false"
    })
    void isTouchDue_fromTheMomentThatTouchAfterHasPassed(long accessed, boolean due) {
        Expiry expiry = touchAfter(100);
        Basis stored = basis(1_000_000, 1800, expiry.expires(1_000_000, 1800));

        assertEquals(due, expiry.isTouchDue(accessed, stored));
    }

    @Test
    void isTouchDue_withTouchAfterZero_isWithEveryLaterAccess() {
        Expiry expiry = touchAfter(0);
        Basis stored = basis(1_000_000, 1800, expiry.expires(1_000_000, 1800));

        assertFalse(expiry.isTouchDue(1_000_000, stored));
        assertTrue(expiry.isTouchDue(1_000_001, stored));
    }

    @Test
    void isTouchDue_whenTheRecordWouldExpireTooEarly_althoughItIsFresh() {
        // Another node with a smaller touchAfter, or a Node store, which knows none, wrote it.
        Basis stored = basis(1_000_000, 1800, touchAfter(0).expires(1_000_000, 1800));

        assertTrue(DEFAULT.isTouchDue(1_001_000, stored));
    }

    @Test
    void isTouchDue_whenTheRecordDoesNotExpireAlthoughTheSessionDoes() {
        assertTrue(DEFAULT.isTouchDue(1_000_000, basis(1_000_000, 1800, OptionalLong.empty())));
    }

    @Test
    void isTouchDue_ofASessionThatNeverExpires_onlyAfterTouchAfter() {
        Basis stored = basis(1_000_000, -1, OptionalLong.empty());

        assertFalse(DEFAULT.isTouchDue(1_000_000 + 3_599_999, stored));
        assertTrue(DEFAULT.isTouchDue(1_000_000 + 3_600_000, stored));
    }

    @Test
    void isExpired_exactlyFromExpires() {
        Basis stored = basis(1_000_000, 1800, OptionalLong.of(5000));

        assertFalse(Expiry.isExpired(stored, 4_999_999));
        assertTrue(Expiry.isExpired(stored, 5_000_000));
    }

    @Test
    void isExpired_withoutExpires_never() {
        assertFalse(Expiry.isExpired(basis(0, 1800, OptionalLong.empty()), Long.MAX_VALUE / 2));
    }

    /** Where the record alone keeps it. */
    private static long lastAccess(Basis stored, long now) {
        SessionRecord record =
                new SessionRecord(
                        stored, Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), Map.of());
        return CookieTimes.lastAccess(record, ClientAccess.UNASKED, now);
    }

    @Test
    void lastAccess_withinTheTimeout_isTheStoredOne() {
        Basis stored = basis(1_000_000, 1800, touchAfter(600).expires(1_000_000, 1800));

        assertEquals(1_000_000, lastAccess(stored, 1_000_000 + 1_799_999));
    }

    @Test
    void lastAccess_pastTheTimeout_isTheLatestThatCouldBeTrue() {
        Basis stored = basis(1_000_000, 1800, touchAfter(600).expires(1_000_000, 1800));

        assertEquals(1_000_000 + 600_000, lastAccess(stored, 1_000_000 + 1_800_000));
        assertEquals(1_000_000 + 600_000, lastAccess(stored, 1_000_000 + 2_399_999));
    }

    @Test
    void lastAccess_isNeverInTheFuture() {
        // touchAfter longer than the timeout.
        Basis stored = basis(1_000_000, 60, touchAfter(3600).expires(1_000_000, 60));

        assertEquals(1_000_000 + 60_000, lastAccess(stored, 1_000_000 + 60_000));
    }

    @Test
    void lastAccess_ofASessionThatNeverExpires_isTheStoredOne() {
        Basis stored = basis(1_000_000, 0, OptionalLong.empty());

        assertEquals(1_000_000, lastAccess(stored, 9_000_000_000L));
    }

    /**
     * A session's life, told by Tomcat's own rule from what a load restores: requests come at
     * random times, each of which loads, accesses and saves, and then the session is left alone.
     */
    @RepeatedTest(200)
    void aSessionLivesItsTimeoutAfterItsLastAccess_andAtMostTouchAfterAndASecondLonger(
            org.junit.jupiter.api.RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int maxInactive = 1 + random.nextInt(4000);
        Expiry expiry = random.nextBoolean() ? DEFAULT : touchAfter(random.nextInt(6000));
        // Where it comes from: our own record, or a Node store's, which expires on the timeout.
        long now = 1_700_000_000_000L + random.nextInt(1_000_000);
        Basis stored =
                random.nextBoolean()
                        ? basis(now, maxInactive, expiry.expires(now, maxInactive))
                        : basis(now, maxInactive, touchAfter(0).expires(now, maxInactive));
        int touches = 0;
        int requests = 1 + random.nextInt(50);
        long first = now;
        for (int i = 0; i < requests; i++) {
            now += (long) (random.nextDouble() * random.nextDouble() * maxInactive * 1000L);
            assertAlive(stored, now);
            if (expiry.isTouchDue(now, stored)) {
                stored = basis(now, maxInactive, expiry.expires(now, maxInactive));
                touches++;
            }
        }

        assertAlive(stored, now + maxInactive * 1000L - 1);
        long latest = now + (maxInactive + expiry.touchAfter(maxInactive) + 1) * 1000L;
        assertTrue(Expiry.isExpired(stored, latest), "lives on at " + latest);
        // One for a foreign record, and one for each touchAfter.
        long touchAfter = expiry.touchAfter(maxInactive) * 1000L;
        if (touchAfter > 0) {
            assertTrue(touches <= 1 + (now - first) / touchAfter, touches + " touches");
        }
    }

    /** Neither our record nor Tomcat, with what we tell it, takes the session for expired. */
    private static void assertAlive(Basis stored, long now) {
        assertFalse(Expiry.isExpired(stored, now), () -> stored + " expired at " + now);
        long idle = now - lastAccess(stored, now);
        assertTrue(
                idle >= 0 && idle / 1000 < stored.maxInactive(),
                () -> stored + " idle for " + idle + " at " + now);
    }
}
