package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * The lives of sessions that two clients use, on many nodes: a browser that keeps the time of its
 * last request, and another client that keeps nothing. Requests take long and overlap, and answers
 * overtake one another. No client is told that the session has ended before its timeout.
 */
class LastAccessHistoryTest {

    private static final int TIMEOUT = 1800;
    private static final long START = 1_800_000_000_000L;
    private static final long SLOWEST_ANSWER = 10_000;

    private static final ValueCodec CODEC =
            new ValueCodec(LastAccessHistoryTest.class.getClassLoader(), ClassFilter.defaults());

    @AfterAll
    static void close() {
        CODEC.close();
    }

    /** What happens at a time. */
    private record Step(long at, Runnable action) {}

    /** A session's life, with what its two clients may expect. */
    private static final class Life {
        final Random random;
        final Expiry expiry;
        final SavePlanner planner;
        final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparing(Step::at));

        /** What the table holds. */
        StoredSession stored;

        /** What the browser was told last. */
        Optional<AccessProof> cookie = Optional.empty();

        /** When the browser began the last request that was answered, and when that was. */
        long browserUsed;

        long browserAnswered;

        /** When the other client did. */
        long otherUsed;

        long now = START;

        /** Whether the administrator changes {@code touchAfter} now and then. */
        boolean isSettingChanged;

        int writes;
        int changes;

        Life(Random random) {
            this.random = random;
            this.expiry =
                    new Expiry(
                            random.nextBoolean()
                                    ? OptionalInt.empty()
                                    : OptionalInt.of(random.nextInt(20_000)),
                            OptionalInt.empty(),
                            LastAccess.COOKIE);
            this.planner = new SavePlanner(Stored.settings(expiry), CODEC);
        }

        void run() {
            while (!steps.isEmpty()) {
                Step step = steps.remove();
                now = Math.max(now, step.at());
                step.action().run();
            }
        }

        void create() {
            write(planner.plan(session(START, true), Optional.empty(), now));
            cookie = Optional.of(AccessProof.of(stored.basis(), now));
            browserUsed = now;
            browserAnswered = now;
        }

        private SessionRecord record(StoredSession of) {
            return new SessionRecord(
                    of.basis(),
                    of.attributes(session(0, false), none()),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Optional.empty(),
                    Map.of());
        }

        private static Difference none() {
            return new Difference(Map.of(), Set.of(), false, false);
        }

        private EncodedSession session(long accessed, boolean keptByClient) {
            return new EncodedSession(
                    "id",
                    START,
                    accessed,
                    TIMEOUT,
                    new HashMap<>(Map.of("n", CODEC.encode("v" + changes))),
                    Map.of(),
                    keptByClient);
        }

        ClientAccess shown(boolean isBrowser) {
            return ClientAccess.of(isBrowser ? cookie.stream().toList() : List.of());
        }

        boolean hasEnded(boolean isBrowser) {
            return CookieTimes.hasEnded(record(stored), shown(isBrowser), now);
        }

        /** A request begins, loads, and ends after some time. */
        void begin(boolean isBrowser, long duration) {
            long used = isBrowser ? browserUsed : otherUsed;
            if (isSettingChanged && random.nextInt(20) == 0) {
                expiry.changeTouchAfter(OptionalInt.of(60 + random.nextInt(20_000)));
            }
            boolean isEnded = hasEnded(isBrowser);
            assertFalse(
                    isEnded && used > 0 && now < used + TIMEOUT * 1000L,
                    () -> (isBrowser ? "browser" : "other") + " early at " + (now - START));
            if (isEnded) {
                return;
            }
            StoredSession loaded = stored;
            ClientAccess client = shown(isBrowser);
            long began = now;
            steps.add(new Step(now + duration, () -> end(isBrowser, client, loaded, began)));
        }

        private void end(boolean isBrowser, ClientAccess client, StoredSession loaded, long began) {
            if (random.nextInt(20) == 0) {
                changes++;
            }
            EncodedSession session = session(began, isBrowser);
            SavePlan plan = planner.plan(session, Optional.of(loaded), now);
            if (plan instanceof SavePlan.Write
                    && loaded.basis().accessed() != stored.basis().accessed()) {
                plan =
                        planner.planAgain(
                                session,
                                Optional.of(loaded),
                                new Reading.Live(record(stored)),
                                now);
            }
            write(plan);
            if (!isBrowser) {
                // A request counts as soon as it is answered.
                otherUsed = Math.max(otherUsed, began);
            }
            if (isBrowser) {
                answerBrowser(client, began);
            }
        }

        /** A request of the browser counts when its answer has come, which tells it so. */
        private void answerBrowser(ClientAccess client, long began) {
            long answered = now;
            OptionalLong proven = client.proven(stored.basis());
            if (proven.isPresent() && !CookieTimes.isOld(proven.getAsLong(), answered, TIMEOUT)) {
                answered(began, answered);
                return;
            }
            AccessProof told = AccessProof.of(stored.basis(), answered);
            steps.add(
                    new Step(
                            answered + (long) (random.nextDouble() * SLOWEST_ANSWER),
                            () -> {
                                cookie = Optional.of(told);
                                answered(began, answered);
                            }));
        }

        private void answered(long began, long answered) {
            browserUsed = Math.max(browserUsed, began);
            browserAnswered = Math.max(browserAnswered, answered);
        }

        private void write(SavePlan plan) {
            if (plan instanceof SavePlan.Write write) {
                stored = write.after();
                writes++;
            }
        }
    }

    private static void plan(Life life, long requests, int others, int slow) {
        long at = START;
        for (int i = 0; i < requests; i++) {
            double pause = life.random.nextDouble() * life.random.nextDouble() * TIMEOUT * 1100;
            at += (long) (life.random.nextInt(3) == 0 ? pause : pause / 100);
            boolean isBrowser = life.random.nextInt(100) >= others;
            long duration =
                    life.random.nextInt(10) == 0
                            ? life.random.nextInt(slow)
                            : life.random.nextInt(200);
            life.steps.add(new Step(at, () -> life.begin(isBrowser, duration)));
        }
    }

    @RepeatedTest(500)
    void twoClients_neverFindTheSessionEndedEarly(RepetitionInfo repetition) {
        Life life = new Life(new Random(repetition.getCurrentRepetition()));
        life.isSettingChanged = life.random.nextBoolean();
        life.create();
        plan(life, 200, life.random.nextInt(100), 900_000);

        life.run();
    }

    /** Even from the answer on, however long the request has taken. */
    @RepeatedTest(100)
    void browserAlone_endsItsSessionInTime_andWritesSeldom(RepetitionInfo repetition) {
        Life life = new Life(new Random(repetition.getCurrentRepetition()));
        life.create();
        plan(life, 200, 0, 60_000);

        life.run();

        life.now = life.browserAnswered + TIMEOUT * 1000L - 1;
        assertFalse(life.hasEnded(true), "early");
        boolean isLong = life.expiry.touchAfter(TIMEOUT) > 200;
        life.now = life.browserAnswered + TIMEOUT * 1000L + 30_000;
        assertTrue(!isLong || life.hasEnded(true), "late");
        long touches = (life.now - START) / Math.max(1, life.expiry.touchAfter(TIMEOUT) * 1000L);
        assertTrue(
                life.writes <= 1 + life.changes + touches,
                () -> life.writes + " writes, " + life.changes + " changes, " + touches);
    }
}
