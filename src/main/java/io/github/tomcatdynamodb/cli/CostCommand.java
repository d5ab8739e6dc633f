package io.github.tomcatdynamodb.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tomcatdynamodb.cli.Usage.Requests;
import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a month costs, from what a node has counted or from the size of the records. */
@Command(name = "cost")
final class CostCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of(CostCommand.class);

    @Mixin private TableOptions table;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1")
    private int nodes;

    @Option(names = "--changing", paramLabel = "SHARE", defaultValue = "0.1")
    private double changing;

    @Option(names = "--pause", paramLabel = "SECONDS", defaultValue = "10")
    private double pause;

    @Option(names = "--session-timeout", paramLabel = "MINUTES", defaultValue = "30")
    private int sessionTimeout;

    @Option(names = "--touch-after", paramLabel = "SECONDS")
    private Optional<Integer> touchAfter;

    @Mixin private PriceOptions prices;

    @Mixin private Output output;

    /** One of the two. */
    static final class Source {
        @Option(names = "--jmx", paramLabel = "HOST:PORT", required = true)
        private String jmx;

        @Option(names = "--requests-per-second", paramLabel = "N", required = true)
        private Double requestsPerSecond;
    }

    @Override
    public Integer call() throws IOException, UsageException {
        if (nodes < 1 || changing < 0 || changing > 1 || pause < 0 || sessionTimeout < 1) {
            throw new UsageException(MESSAGES.getString("cost.range"));
        }
        try (OpenTable open = OpenTable.open(table.settings(1), CallListener.NONE)) {
            Target target =
                    Target.announce(open.table(), open.settings(), "mode.read", output.err());
            Bill bill = new Bill(usage(target.description()), prices.prices());
            if (output.isJson()) {
                output.print(json -> write(bill, json));
            } else {
                print(bill, output.out());
            }
            return Main.FINE;
        }
    }

    private Usage usage(Optional<TableDescription> description) throws IOException, UsageException {
        double bytes = description.map(TableDescription::sizeBytes).orElse(0L);
        if (source.jmx != null) {
            NodeCounters counters = NodeCounters.ask(source.jmx);
            if (counters.writes() == 0) {
                throw new UsageException(MESSAGES.getString("cost.nothing", source.jmx));
            }
            return counters.usage(nodes, bytes);
        }
        long items = description.map(TableDescription::itemCount).orElse(0L);
        if (items == 0) {
            throw new UsageException(MESSAGES.getString("cost.noItems"));
        }
        int after =
                touchAfter.orElseGet(
                        () -> new Expiry(OptionalInt.empty()).touchAfter(sessionTimeout * 60));
        return Usage.of(
                new Requests(source.requestsPerSecond, changing, pause, after),
                bytes / items,
                bytes);
    }

    private static void print(Bill bill, PrintWriter out) {
        Usage usage = bill.usage();
        out.println(
                MESSAGES.getString(
                        "cost.usage", usage.readUnits(), usage.writeUnits(), usage.touchShare()));
        out.println(MESSAGES.getString("cost.bill", bill.onDemand(), bill.provisioned()));
        if (usage.touchUnits() > 0) {
            out.println(MESSAGES.getString("cost.touches", bill.touches(), bill.touches() / 2));
        }
        boolean isRedisCheaper = bill.redis() < Math.min(bill.onDemand(), bill.provisioned());
        out.println(
                MESSAGES.getString(
                        isRedisCheaper ? "cost.redisCheaper" : "cost.redisDearer", bill.redis()));
    }

    private static void write(Bill bill, JsonGenerator json) throws IOException {
        Usage usage = bill.usage();
        json.writeNumberField("readUnits", usage.readUnits());
        json.writeNumberField("writeUnits", usage.writeUnits());
        json.writeNumberField("touchShare", usage.touchShare());
        json.writeNumberField("onDemand", bill.onDemand());
        json.writeNumberField("provisioned", bill.provisioned());
        json.writeNumberField("touches", bill.touches());
        json.writeNumberField("redis", bill.redis());
    }
}
