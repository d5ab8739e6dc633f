package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.NewTable;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableAdministration;
import io.github.tomcatdynamodb.table.TableDescription.Throughput;
import io.github.tomcatdynamodb.table.TableSettings;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a table for sessions, or prints the commands that do. */
@Command(name = "create-table")
final class CreateTableCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of(CreateTableCommand.class);

    /** As in the setting {@code specialKeys}; what stands in a name stands in a shell unescaped. */
    private static final Pattern INDEX = Pattern.compile("([A-Za-z0-9_.-]+):([SNB])");

    @Mixin private TableOptions table;

    @Option(names = "--read-capacity-units", paramLabel = "N")
    private Optional<Long> readCapacityUnits;

    @Option(names = "--write-capacity-units", paramLabel = "N")
    private Optional<Long> writeCapacityUnits;

    @Option(names = "--index", paramLabel = "NAME:TYPE")
    private List<String> indexes = List.of();

    @Option(names = "--deletion-protection")
    private boolean deletionProtection;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Mixin private Output output;

    @Override
    public Integer call() throws IOException, UsageException {
        NewTable wanted = wanted();
        TableSettings settings = table.settings(1);
        try (SessionTable opened = new SessionTable(settings, CallListener.NONE)) {
            TableAdministration administration = opened.administration();
            if (dryRun) {
                print(administration.commands().create(wanted));
                return Main.FINE;
            }
            if (administration.describe().isPresent()) {
                throw new UsageException(
                        MESSAGES.getString(
                                "create.exists", settings.tableName(), administration.region()));
            }
            administration.create(wanted);
            Target.announce(opened, settings, "mode.created", output.err());
            if (output.isJson()) {
                output.print(
                        json -> {
                            json.writeStringField("table", settings.tableName());
                            json.writeStringField("region", administration.region());
                        });
            }
            return Main.FINE;
        }
    }

    private void print(List<String> commands) throws IOException {
        if (output.isJson()) {
            output.print(
                    json -> {
                        json.writeArrayFieldStart("commands");
                        for (String command : commands) {
                            json.writeString(command);
                        }
                        json.writeEndArray();
                    });
        } else {
            commands.forEach(output.out()::println);
        }
    }

    private NewTable wanted() throws UsageException {
        if (readCapacityUnits.isPresent() != writeCapacityUnits.isPresent()) {
            throw new UsageException(MESSAGES.getString("create.units"));
        }
        SortedMap<String, String> types = new TreeMap<>();
        for (String index : indexes) {
            Matcher matcher = INDEX.matcher(index);
            if (!matcher.matches()) {
                throw new UsageException(MESSAGES.getString("create.index", index));
            }
            types.put(matcher.group(1), matcher.group(2));
        }
        return new NewTable(
                readCapacityUnits.map(
                        reads -> new Throughput(reads, writeCapacityUnits.orElseThrow())),
                types,
                deletionProtection);
    }
}
