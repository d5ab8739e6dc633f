package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.text.Messages;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a user's sessions everywhere, as a log-out of each would. */
@Command(name = "revoke")
final class RevokeCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of(RevokeCommand.class);

    @Mixin private TableOptions table;

    @Option(names = "--where", paramLabel = "NAME=VALUE", required = true)
    private String where;

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "")
    private String prefix;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Mixin private Output output;

    @Override
    public Integer call() throws Exception {
        return HowToGoOn.during(this::revoke, output.err(), MESSAGES.getString("stopped.revoke"));
    }

    private Integer revoke() throws Exception {
        try (OpenTable open = OpenTable.open(table.settings(1), CallListener.NONE)) {
            Target target =
                    Target.announce(
                            open.table(),
                            open.settings(),
                            dryRun ? "mode.dryRun" : "mode.revoke",
                            output.err());
            UserSessions sessions = UserSessions.find(Where.parse(where), prefix, open, target);
            List<FoundRecord> records = dryRun ? sessions.live() : sessions.end();
            new SessionList(output).print(records);
            output.err()
                    .println(
                            MESSAGES.getString(
                                    dryRun ? "revoke.wouldEnd" : "revoke.ended", records.size()));
            return Main.FINE;
        }
    }
}
