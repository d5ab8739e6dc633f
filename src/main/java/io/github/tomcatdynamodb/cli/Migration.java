package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.cli.Checkpoint.Segment;
import io.github.tomcatdynamodb.table.ScanPage;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Goes through the table once, in parallel segments. After each page the report and the checkpoint
 * say what was done, so that a run that was killed repeats one page of each segment at most;
 * repeating one does no harm.
 */
final class Migration {

    private static final Messages MESSAGES = Messages.of(Migration.class);

    private static final int PAGE = 100;
    private static final long PROGRESS_MILLIS = 500;

    /** For so long DynamoDB may refuse or not answer before the migration gives up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final MigrateSettings settings;
    private final Output output;
    private final CapacityLimits limits;
    private final CheckpointFile checkpoints;
    private final Totals totals = new Totals();
    private final List<Segment> segments = new ArrayList<>();

    Migration(MigrateSettings settings, Output output) {
        this.settings = settings;
        this.output = output;
        this.limits =
                CapacityLimits.perSecond(
                        settings.readUnitsPerSecond(), settings.writeUnitsPerSecond());
        this.checkpoints = new CheckpointFile(settings.resume());
    }

    /** Returns the exit status. */
    int run() throws IOException, InterruptedException, UsageException {
        Optional<Checkpoint> earlier = checkpoints.read();
        if (earlier.isPresent() && !earlier.get().belongsTo(settings)) {
            throw new UsageException(
                    MESSAGES.getString("usage.checkpoint", settings.resume().orElseThrow()));
        }
        Checkpoint start = earlier.orElseGet(() -> Checkpoint.start(settings));
        segments.addAll(start.segments());
        start.counts().forEach(totals::add);
        try (SessionTable table = new SessionTable(settings.table(), limits);
                Report report = new Report(settings.report(), start.reportLength())) {
            Target target =
                    Target.announce(
                            table,
                            settings.table(),
                            settings.apply() ? "mode.apply" : "mode.dryRun",
                            output.err());
            if (!start.isDone()) {
                try (Progress progress =
                        new Progress(output.err(), target.itemCount(), totals.records())) {
                    migrate(table, report, progress);
                }
            }
        }
        new Summary(settings, totals).print(output);
        return totals.failures() == 0 ? Main.FINE : Main.FINDINGS;
    }

    private void migrate(SessionTable table, Report report, Progress progress)
            throws IOException, InterruptedException {
        RecordMigration records =
                new RecordMigration(
                        settings,
                        update -> {
                            limits.writes().await();
                            return persistently(() -> table.update(update));
                        },
                        Clock.systemUTC());
        ExecutorService threads = Executors.newFixedThreadPool(segments.size());
        try {
            CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
            for (int segment = 0; segment < segments.size(); segment++) {
                ended.submit(migration(segment, table, records, report));
            }
            int running = segments.size();
            while (running > 0) {
                Future<Void> one = ended.poll(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
                progress.show(records());
                if (one != null) {
                    running--;
                    one.get();
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private Callable<Void> migration(
            int segment, SessionTable table, RecordMigration records, Report report) {
        return () -> {
            Segment position = segments.get(segment);
            while (!position.done()) {
                Optional<String> after = position.last();
                limits.reads().await();
                ScanPage page =
                        persistently(() -> table.scan(segment, segments.size(), after, PAGE));
                List<Outcome> outcomes = new ArrayList<>();
                for (Map<String, AttributeValue> item : page.items()) {
                    outcomes.add(records.migrate(item));
                }
                position = page.last().isPresent() ? new Segment(false, page.last()) : Segment.DONE;
                done(segment, position, outcomes, report);
            }
            return null;
        };
    }

    private synchronized void done(
            int segment, Segment position, List<Outcome> outcomes, Report report)
            throws IOException {
        outcomes.forEach(totals::add);
        segments.set(segment, position);
        long reportLength = report.write(outcomes);
        checkpoints.write(
                new Checkpoint(
                        settings.table().tableName(),
                        settings.prefix(),
                        settings.apply(),
                        segments,
                        totals.counts(),
                        reportLength));
    }

    private synchronized long records() {
        return totals.records();
    }

    /** Tries again while DynamoDB is out of reach or out of capacity. */
    private <T> T persistently(Supplier<T> call) throws InterruptedException {
        long started = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return call.get();
            } catch (TableException e) {
                boolean passes =
                        switch (e.kind()) {
                            case UNAVAILABLE, THROTTLED, SUSPENDED -> true;
                            default -> false;
                        };
                if (!passes || System.nanoTime() - started > PATIENCE.toNanos()) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    private static RuntimeException unwrapped(ExecutionException e)
            throws IOException, InterruptedException {
        if (e.getCause() instanceof IOException failure) {
            throw failure;
        }
        if (e.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure
                ? failure
                : new IllegalStateException(e.getCause());
    }
}
