package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.cli.Finding.Level;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is right and what is wrong with a table, and what to do. */
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of(CheckCommand.class);

    @Mixin private TableOptions table;

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "")
    private String prefix;

    @Mixin private Output output;

    @Override
    public Integer call() throws IOException, UsageException {
        Permissions permissions = new Permissions();
        try (OpenTable open = OpenTable.open(table.settings(1), permissions)) {
            output.err()
                    .println(
                            MESSAGES.getString(
                                    "check.start",
                                    open.table().administration().region(),
                                    open.settings().tableName()));
            String key = prefix + "check-" + UUID.randomUUID();
            List<Finding> findings = new Check(open, permissions, System::nanoTime, key).run();
            print(findings);
            return findings.stream().anyMatch(finding -> finding.level() == Level.WRONG)
                    ? Main.FINDINGS
                    : Main.FINE;
        }
    }

    private void print(List<Finding> findings) throws IOException {
        for (Finding finding : findings) {
            if (output.isJson()) {
                output.print(
                        json -> {
                            json.writeStringField("level", finding.level().name());
                            json.writeStringField("subject", finding.subject());
                            json.writeStringField("text", finding.text());
                            json.writeStringField("advice", finding.advice());
                        });
            } else {
                output.out()
                        .printf(
                                "%-5s %s: %s%n",
                                finding.level(), finding.subject(), finding.text());
                if (!finding.advice().isEmpty()) {
                    output.out().println("      " + finding.advice());
                }
            }
        }
        output.out().flush();
    }
}
