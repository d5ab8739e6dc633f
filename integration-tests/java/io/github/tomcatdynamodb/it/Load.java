package io.github.tomcatdynamodb.it;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Users who read their sessions without a break, each in a thread of its own, and how they fare.
 */
final class Load implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private record Answer(Probe user, long began, long ended, int status) {}

    private final List<Probe> users;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private volatile boolean running = true;

    private Load(List<Probe> users) {
        this.users = users;
        threads = Executors.newFixedThreadPool(users.size());
        users.forEach(user -> threads.execute(() -> run(user)));
    }

    static Load start(List<Probe> users) {
        return new Load(users);
    }

    private void run(Probe user) {
        while (running) {
            long began = System.nanoTime();
            HttpBrowser.Response response = user.get("op", "info");
            answers.add(new Answer(user, began, System.nanoTime(), response.status()));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    void awaitAnswers(int count) {
        Await.until(count + " answers", () -> answers.size() >= count);
    }

    void awaitNanos(Duration time) {
        Await.clockPasses(Instant.now().plus(time));
    }

    /** Waits until each user was served again; when the last of them was. */
    long awaitAllServed() {
        long from = System.nanoTime();
        return Await.value(
                "every user is served again",
                Duration.ofSeconds(20),
                () -> users.stream().mapToLong(user -> firstServed(user, from)).max().orElseThrow(),
                when -> when < Long.MAX_VALUE);
    }

    private long firstServed(Probe user, long from) {
        return answers.stream()
                .filter(answer -> answer.user() == user && answer.status() == 200)
                .mapToLong(Answer::ended)
                .filter(ended -> ended >= from)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Of the requests that both began and ended between these times. */
    Figures figures(long from, long to) {
        List<Answer> chosen =
                answers.stream()
                        .filter(answer -> answer.began() >= from && answer.ended() <= to)
                        .toList();
        return new Figures(
                chosen.stream()
                        .mapToLong(answer -> (answer.ended() - answer.began()) / 1_000_000)
                        .sorted()
                        .toArray(),
                (int) chosen.stream().filter(answer -> answer.status() == 200).count());
    }

    @Override
    public void close() {
        running = false;
        threads.shutdown();
    }

    /**
     * How long requests took.
     *
     * @param millis of each, sorted
     * @param served how many were answered with 200
     */
    record Figures(long[] millis, int served) {
        long p50() {
            return at(0.50);
        }

        long max() {
            return at(1);
        }

        private long at(double share) {
            return millis.length == 0
                    ? 0
                    : millis[(int) Math.min(millis.length - 1, share * millis.length)];
        }

        long slowerThan(long limit) {
            return LongStream.of(millis).filter(time -> time > limit).count();
        }

        @Override
        public String toString() {
            return "%d requests, %d served, p50 %d ms, p99 %d ms, max %d ms, %d longer than 1 s"
                    .formatted(millis.length, served, p50(), at(0.99), max(), slowerThan(1000));
        }
    }
}
