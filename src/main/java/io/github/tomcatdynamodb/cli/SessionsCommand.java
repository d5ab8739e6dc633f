package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.ScanPage;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists sessions: those of a user by an index, or all by a scan. */
@Command(name = "sessions")
final class SessionsCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of(SessionsCommand.class);

    private static final int PAGE = 1000;

    @Mixin private TableOptions table;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "")
    private String prefix;

    @Option(names = "--yes")
    private boolean yes;

    @Mixin private Output output;

    /** One of the two. */
    static final class Which {
        @Option(names = "--where", paramLabel = "NAME=VALUE", required = true)
        private String where;

        @Option(names = "--scan", required = true)
        private boolean scan;
    }

    @Override
    public Integer call() throws IOException, UsageException {
        try (OpenTable open = OpenTable.open(table.settings(1), CallListener.NONE)) {
            Target target =
                    Target.announce(open.table(), open.settings(), "mode.read", output.err());
            if (which.scan) {
                ScanCost cost = new ScanCost(target.description());
                if (!yes && !output.confirm(cost.question())) {
                    throw new UsageException(MESSAGES.getString("scan.no"));
                }
                scan(open, target);
            } else {
                UserSessions sessions =
                        UserSessions.find(Where.parse(which.where), prefix, open, target);
                new SessionList(output).print(sessions.live());
            }
            return Main.FINE;
        }
    }

    private void scan(OpenTable open, Target target) throws IOException {
        Records records = open.records();
        List<FoundRecord> found = new ArrayList<>();
        try (Progress progress = new Progress(output.err(), target.itemCount(), 0)) {
            long done = 0;
            Optional<String> after = Optional.empty();
            do {
                ScanPage page = open.table().scan(0, 1, after, PAGE);
                page.items().stream()
                        .map(records::found)
                        .filter(record -> record.key().startsWith(prefix))
                        .filter(record -> record.state() == FoundRecord.State.LIVE)
                        .forEach(found::add);
                done += page.items().size();
                progress.show(done);
                after = page.last();
            } while (after.isPresent());
        }
        new SessionList(output).print(found);
    }
}
