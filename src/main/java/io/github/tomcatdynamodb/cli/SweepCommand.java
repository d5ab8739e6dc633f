package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.ScanPage;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Deletes expired records, where DynamoDB's time to live does not. */
@Command(name = "sweep")
final class SweepCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of(SweepCommand.class);

    private static final int PAGE = 100;

    @Mixin private TableOptions table;

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "")
    private String prefix;

    @Mixin private CapacityOptions capacity;

    @Option(names = "--apply")
    private boolean apply;

    @Mixin private Output output;

    @Override
    public Integer call() throws Exception {
        return HowToGoOn.during(this::sweep, output.err(), MESSAGES.getString("stopped.sweep"));
    }

    private Integer sweep() throws IOException, InterruptedException, UsageException {
        CapacityLimits limits = CapacityLimits.perSecond(capacity.reads(), capacity.writes());
        try (OpenTable open = OpenTable.open(table.settings(1), limits)) {
            Target target =
                    Target.announce(
                            open.table(),
                            open.settings(),
                            apply ? "mode.apply" : "mode.dryRun",
                            output.err());
            long expired = 0;
            long records = 0;
            try (Progress progress = new Progress(output.err(), target.itemCount(), 0)) {
                Optional<String> after = Optional.empty();
                do {
                    limits.reads().await();
                    ScanPage page = open.table().scan(0, 1, after, PAGE);
                    for (Map<String, AttributeValue> item : page.items()) {
                        expired += sweep(item, open, limits) ? 1 : 0;
                    }
                    records += page.items().size();
                    progress.show(records);
                    after = page.last();
                } while (after.isPresent());
            }
            print(expired, records);
            return Main.FINE;
        }
    }

    /** Returns whether the item has expired, and was deleted if that is wanted. */
    private boolean sweep(Map<String, AttributeValue> item, OpenTable open, CapacityLimits limits)
            throws InterruptedException {
        SessionTable items = open.table();
        String key = item.get(open.settings().hashKey()).s();
        AttributeValue expires = item.get(open.settings().ttlAttribute());
        long now = open.clock().instant().getEpochSecond();
        if (!key.startsWith(prefix)
                || expires == null
                || expires.n() == null
                || Double.parseDouble(expires.n()) >= now) {
            return false;
        }
        if (!apply) {
            return true;
        }
        limits.writes().await();
        return items.deleteExpired(key, now);
    }

    private void print(long expired, long records) throws IOException {
        if (output.isJson()) {
            output.print(
                    json -> {
                        json.writeBooleanField("apply", apply);
                        json.writeNumberField("expired", expired);
                        json.writeNumberField("records", records);
                    });
        } else {
            output.out()
                    .println(
                            MESSAGES.getString(
                                    apply ? "sweep.deleted" : "sweep.found", expired, records));
        }
    }
}
