package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableClockTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final Random random = new Random(5);
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final Wall wall = new Wall();
    private final TableClock clock = new TableClock(wall, this::nanoTime, warnings::add);

    /** The true time, in milliseconds. */
    private double now = 1_764_000_000_123L;

    /** By how much the node's clock is ahead, in milliseconds. */
    private double ahead;

    /** The clock of the node that can be set. */
    private final class Wall extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public long millis() {
            return (long) Math.floor(now + ahead);
        }
    }

    private long nanoTime() {
        return (long) (now * 1e6);
    }

    /** A call takes up to 20 ms, and is answered by a server whose clock is off by so much. */
    private void call(double serverIsAhead) {
        TableClock.Sent sent = clock.send();
        now += random.nextDouble() * 10;
        long date = (long) Math.floor((now + serverIsAhead) / 1000) * 1000;
        now += random.nextDouble() * 10;
        clock.learn(sent, Instant.ofEpochMilli(date));
    }

    private void call() {
        call(0);
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            call();
            now += random.nextDouble() * 1000;
        }
    }

    /** How much the table's time is ahead of the true one. */
    private double error() {
        return clock.millis() - now;
    }

    private void isRightWithin(double millis) {
        assertTrue(Math.abs(error()) <= millis, "off by " + error() + " ms");
    }

    // ---- The time

    @Test
    void beforeTheFirstAnswer_itIsTheNodesOwn() {
        ahead = HOUR;

        assertEquals(0, clock.offset());
        assertEquals(wall.millis(), clock.millis());
        assertEquals(wall.instant(), clock.instant());
    }

    @Test
    void aNodeThatIsRight_keepsItsOwnTime_toTheMillisecond() {
        for (int i = 0; i < 2000; i++) {
            calls(1);
            assertEquals(0, clock.offset());
            assertEquals(wall.millis(), clock.millis());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-2 * HOUR, -5 * MINUTE, -2000, 2000, 5 * MINUTE, 2 * HOUR})
    void aNodeThatIsOff_isRightWithinASecond_afterOneAnswer_andWithin30MillisAfter100(long off) {
        ahead = off;

        call();
        isRightWithin(1030);
        calls(100);

        isRightWithin(30);
        assertEquals(wall.millis() + clock.offset(), clock.millis());
        assertEquals(wall.instant().plusMillis(clock.offset()), clock.instant());
    }

    @ParameterizedTest
    @ValueSource(longs = {-HOUR, -3000, 3000, HOUR})
    void whenTheNodesClockIsSet_theNextAnswerTells(long jump) {
        ahead = 5 * MINUTE;
        calls(100);

        ahead += jump;
        call();

        isRightWithin(1030);
        calls(100);
        isRightWithin(30);
    }

    @ParameterizedTest
    @ValueSource(longs = {-HOUR, -500, 500, HOUR})
    void whenTheNodesClockIsSetDuringACall_nothingWrongIsLearned_forLongerThanToTheNext(long jump) {
        calls(100);

        TableClock.Sent sent = clock.send();
        long date = (long) Math.floor(now / 1000) * 1000;
        ahead += jump;
        clock.learn(sent, Instant.ofEpochMilli(date));
        call();

        isRightWithin(1030);
        calls(100);
        isRightWithin(60);
    }

    @Test
    void aNodeThatIsSetRight_keepsItsOwnTimeAgain() {
        ahead = 5 * MINUTE;
        calls(100);

        ahead = 0;
        calls(1);

        assertEquals(0, clock.offset());
    }

    @Test
    void aClockThatDrifts_isFollowed() {
        ahead = MINUTE;
        calls(100);
        for (int call = 0; call < 24 * 60 * 6; call++) {
            now += 10_000;
            ahead += 10_000 * 50e-6;
            call();
            isRightWithin(300);
        }
    }

    @Test
    void afterALongSilence_anAnswerIsBelievedWithinWhatItSays() {
        calls(100);
        // A machine that slept: its steady clock may have stood still, and the wall clock has run.
        now += 100 * HOUR;
        ahead = 900;
        calls(100);

        isRightWithin(30);
    }

    @Test
    void serversWhoseClocksDifferByMilliseconds_moveItByMillisecondsOnly() {
        ahead = -5 * MINUTE;
        calls(200);
        for (int i = 0; i < 2000; i++) {
            call(random.nextInt(41) - 20);
            now += random.nextDouble() * 1000;
            isRightWithin(60);
        }
    }

    @Test
    void aSlowAnswer_isBelievedNoMoreThanItSays() {
        ahead = MINUTE;
        TableClock.Sent sent = clock.send();
        long date = (long) Math.floor(now / 1000) * 1000;
        now += 900;
        clock.learn(sent, Instant.ofEpochMilli(date));
        isRightWithin(1900);

        calls(100);

        isRightWithin(30);
    }

    @Test
    void withZone_isTheSameTime() {
        Clock other = clock.withZone(ZoneId.of("Europe/Berlin"));
        ahead = HOUR;

        call();

        assertEquals(clock.millis(), other.millis());
    }

    // ---- The warning

    @Test
    void aNodeThatIsLessThanFiveSecondsOff_isNotReported() {
        for (double off : List.of(0.0, 3900.0, -3900.0)) {
            ahead = off;
            calls(50);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aNodeThatIsOff_isReportedOnce_withHowMuch() {
        ahead = 5 * MINUTE;

        calls(200);

        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains(" 299 s ahead "), warnings.get(0));
    }

    @Test
    void aNodeThatIsOffAgain_isReportedAgain_onlyIfItWasRightInBetween() {
        ahead = -2 * HOUR;
        calls(20);
        ahead = -3 * HOUR;
        calls(20);
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).matches(".* 7(199|200) s behind .*"), warnings.get(0));

        ahead = 0;
        calls(20);
        ahead = 10_000;
        calls(20);

        assertEquals(2, warnings.size(), warnings::toString);
    }

    @Test
    void manyThreadsAtOnce_reportOnce() {
        ahead = HOUR;
        TableClock.Sent sent = clock.send();
        Instant date = Instant.ofEpochMilli((long) now).truncatedTo(ChronoUnit.SECONDS);

        CompletableFuture.allOf(
                        Stream.generate(
                                        () ->
                                                CompletableFuture.runAsync(
                                                        () -> clock.learn(sent, date)))
                                .limit(64)
                                .toArray(CompletableFuture[]::new))
                .join();

        assertEquals(1, warnings.size(), warnings::toString);
        isRightWithin(1030);
    }
}
