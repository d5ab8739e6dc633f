package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When sessions end whose clients keep the time of their last request. */
class CookieTimesTest {

    private static final int TIMEOUT = 1800;
    private static final long START = 1_800_000_000_000L;
    private static final ClientAccess NOTHING = ClientAccess.of(List.of());

    private static final Expiry EXPIRY = expiry(OptionalInt.empty());

    private static Expiry expiry(OptionalInt touchAfter) {
        return new Expiry(touchAfter, OptionalInt.empty(), LastAccess.COOKIE);
    }

    private static Basis basis(long accessed, int timeout, OptionalLong expires) {
        return Stored.basis(
                Format.TOMCAT,
                accessed,
                accessed,
                timeout,
                expires.isPresent()
                        ? OptionalLong.of(expires.getAsLong() * 1000)
                        : OptionalLong.empty());
    }

    /** A record that was written for a client that keeps the time, at the start. */
    private static SessionRecord kept() {
        return record(basis(START, TIMEOUT, EXPIRY.expires(START, TIMEOUT, true)), Map.of());
    }

    /** One that was written for any other. */
    private static SessionRecord ordinary() {
        return record(basis(START, TIMEOUT, EXPIRY.expires(START, TIMEOUT, false)), Map.of());
    }

    private static SessionRecord record(
            Basis basis,
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> reserved) {
        return new SessionRecord(
                basis, Map.of(), Map.of(), reserved, Map.of(), Optional.empty(), Map.of());
    }

    private static ClientAccess shows(SessionRecord record, long seconds) {
        return ClientAccess.of(List.of(AccessProof.of(record.basis(), at(seconds))));
    }

    private static long at(long seconds) {
        return START + seconds * 1000;
    }

    private static boolean hasEnded(SessionRecord record, ClientAccess client, long seconds) {
        return CookieTimes.hasEnded(record, client, at(seconds));
    }

    @ParameterizedTest
    @CsvSource({"1800, 30000", "300, 30000", "299, 29900", "10, 1000", "1, 100", "-1, 30000"})
    void grace_isHalfAMinuteAndATenthOfTheTimeoutAtMost(int timeout, long millis) {
        assertEquals(millis, CookieTimes.grace(timeout));
    }

    @Test
    void isOld_fromHalfTheGraceOn() {
        assertFalse(CookieTimes.isOld(START, START + 14_999, TIMEOUT));
        assertTrue(CookieTimes.isOld(START, START + 15_000, TIMEOUT));
    }

    @Test
    void load_withCookie_findsTheSession_untilItsTimeoutAndTheGrace() {
        SessionRecord record = kept();

        assertFalse(hasEnded(record, shows(record, 5000), 5000 + TIMEOUT + 29));
        assertTrue(hasEnded(record, shows(record, 5000), 5000 + TIMEOUT + 30));
    }

    @Test
    void load_withCookieOlderThanTheRecord_isJudgedByTheRecord() {
        SessionRecord record = kept();

        assertFalse(hasEnded(record, shows(record, -900), TIMEOUT - 1));
        assertTrue(hasEnded(record, shows(record, -900), TIMEOUT));
    }

    @Test
    void load_withoutCookie_ofARecordForOne_isStrict() {
        assertFalse(hasEnded(kept(), NOTHING, TIMEOUT - 1));
        assertTrue(hasEnded(kept(), NOTHING, TIMEOUT));
    }

    @Test
    void load_withCookieOfAnotherSession_isAsWithoutOne() {
        assertTrue(hasEnded(kept(), shows(kept(), TIMEOUT), TIMEOUT));
    }

    @Test
    void load_withoutCookie_ofAnOrdinaryRecord_isAsEver() {
        assertFalse(hasEnded(ordinary(), NOTHING, TIMEOUT + 179));
        assertTrue(hasEnded(ordinary(), NOTHING, TIMEOUT + 180));
    }

    @Test
    void load_withCookie_ofAnOrdinaryRecord_isNotEarlierThanWithout() {
        SessionRecord record = ordinary();

        assertFalse(hasEnded(record, shows(record, 0), TIMEOUT + 179));
    }

    @Test
    void load_afterTheRecordHasExpired_findsNothing_whateverTheCookieShows() {
        SessionRecord record = kept();
        long expires = TIMEOUT + 4 * 3600 + 30;

        assertFalse(hasEnded(record, shows(record, expires - 1), expires - 1));
        assertTrue(hasEnded(record, shows(record, expires - 1), expires));
    }

    @Test
    void load_withATimeInTheFuture_takesItForThePresent() {
        SessionRecord record = kept();

        assertEquals(at(3000), CookieTimes.lastAccess(record, shows(record, 3002), at(3000)));
        assertTrue(hasEnded(record, shows(record, 3002), 3002 + TIMEOUT + 30));
    }

    @Test
    void load_forNobody_isByTheRecordsExpiry() {
        assertFalse(hasEnded(kept(), ClientAccess.UNASKED, TIMEOUT + 4 * 3600 + 29));
        assertTrue(hasEnded(kept(), ClientAccess.UNASKED, TIMEOUT + 4 * 3600 + 30));
    }

    /** A Node store writes when a record expires, and not when it was used. */
    @Test
    void load_ofARecordThatNodeStoresMayTouch_isByItsExpiry() {
        SessionRecord shared = record(kept().basis(), Map.of(Names.COOKIE, Stored.m(Map.of())));

        assertFalse(hasEnded(shared, NOTHING, TIMEOUT + 4 * 3600 + 29));
    }

    @Test
    void load_ofASessionThatNeverExpires_findsIt() {
        SessionRecord never = record(basis(START, -1, EXPIRY.expires(START, -1, true)), Map.of());

        assertFalse(hasEnded(never, NOTHING, 1_000_000_000));
    }

    @Test
    void lastAccess_isWhatTheCookieShows() {
        SessionRecord record = kept();

        assertEquals(at(700), CookieTimes.lastAccess(record, shows(record, 700), at(900)));
        assertEquals(START, CookieTimes.lastAccess(record, NOTHING, at(900)));
        assertEquals(START, CookieTimes.lastAccess(record, shows(record, -5), at(900)));
    }

    /** Else Tomcat would end the session, of which the latest request was not told. */
    @Test
    void lastAccess_withinTheGrace_isTheLatestThatCouldBeTrue() {
        SessionRecord record = kept();

        assertEquals(
                at(730), CookieTimes.lastAccess(record, shows(record, 700), at(700 + TIMEOUT + 5)));
    }

    // ---- Touches

    @ParameterizedTest
    @CsvSource({
        "14399, false", // four hours less a second
        "14400, true"
    })
    void isTouchDue_withCookie_afterFourHours(long seconds, boolean due) {
        assertEquals(due, EXPIRY.isTouchDue(at(seconds), kept().basis(), true));
    }

    @ParameterizedTest
    @CsvSource({"149, false", "150, false", "151, true"})
    void isTouchDue_withCookie_onAnOrdinaryRecord_whenItWouldExpireWithinTheGrace(
            long seconds, boolean due) {
        assertEquals(due, EXPIRY.isTouchDue(at(seconds), ordinary().basis(), true));
    }

    @ParameterizedTest
    @CsvSource({"179, false", "180, true"})
    void isTouchDue_withoutCookie_asEver(long seconds, boolean due) {
        assertEquals(due, EXPIRY.isTouchDue(at(seconds), ordinary().basis(), false));
    }

    @Test
    void touchAfter_whenSet_isThatWithCookie_andAtMostThatWithout() {
        assertEquals(60, expiry(OptionalInt.of(60)).touchAfter(TIMEOUT));
        assertEquals(
                OptionalLong.of(START / 1000 + TIMEOUT + 60),
                expiry(OptionalInt.of(60)).expires(START, TIMEOUT, false));
        assertEquals(
                OptionalLong.of(START / 1000 + TIMEOUT + 180),
                expiry(OptionalInt.of(86_400)).expires(START, TIMEOUT, false));
        assertEquals(
                OptionalLong.of(START / 1000 + TIMEOUT + 86_400 + 30),
                expiry(OptionalInt.of(86_400)).expires(START, TIMEOUT, true));
    }

    /** The setting may change at run time: what is stored must be told apart all the same. */
    @ParameterizedTest
    @CsvSource({"0", "1", "60", "179", "180", "1000", "14400", "86400"})
    void isForClient_ofAnOrdinaryRecord_isFalse_whateverIsSet(int touchAfter) {
        Expiry expiry = expiry(OptionalInt.of(touchAfter));
        for (long accessed = START; accessed < START + 2000; accessed += 37) {
            assertFalse(
                    CookieTimes.isForClient(
                            basis(accessed, TIMEOUT, expiry.expires(accessed, TIMEOUT, false)),
                            Map.of()));
        }
    }

    @Test
    void touchAfter_recordAlone_isAsEver() {
        Expiry alone = new Expiry(OptionalInt.empty());

        assertEquals(180, alone.touchAfter(TIMEOUT));
        assertEquals(14_400, EXPIRY.touchAfter(TIMEOUT));
    }
}
