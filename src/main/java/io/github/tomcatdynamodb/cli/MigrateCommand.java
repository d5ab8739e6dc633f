package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.record.RecordSeal;
import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.seal.Seal;
import io.github.tomcatdynamodb.value.seal.SealMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns the JSON records of connect-dynamodb into map records. */
@Command(name = "migrate")
final class MigrateCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of(MigrateCommand.class);

    private static final int MAX_SEGMENTS = 1000;

    @Mixin private TableOptions table;

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "sess:")
    private String prefix;

    @Option(names = "--session-timeout", paramLabel = "MINUTES", defaultValue = "30")
    private int sessionTimeout;

    @Option(names = "--segments", paramLabel = "N", defaultValue = "4")
    private int segments;

    @Mixin private CapacityOptions capacity;

    @Option(names = "--seal", paramLabel = "off|sign|encrypt", defaultValue = "off")
    private SealMode seal;

    @Option(names = "--seal-keys", paramLabel = "PLACE")
    private Optional<String> sealKeys;

    @Option(names = "--plain-attributes", paramLabel = "A,B", defaultValue = "")
    private String plainAttributes;

    @Option(names = "--resume", paramLabel = "FILE")
    private Optional<Path> resume;

    @Option(names = "--report", paramLabel = "FILE")
    private Optional<Path> report;

    @Option(names = "--apply")
    private boolean apply;

    @Mixin private Output output;

    @Override
    public Integer call() throws Exception {
        Migration migration = new Migration(settings(), output);
        String how = resume.isPresent() ? "stopped.resume" : "stopped.again";
        return HowToGoOn.during(migration::run, output.err(), MESSAGES.getString(how));
    }

    MigrateSettings settings() throws UsageException {
        return new MigrateSettings(
                table.settings(CapacityOptions.positive("--segments", segments, MAX_SEGMENTS)),
                prefix,
                CapacityOptions.positive(
                                "--session-timeout", sessionTimeout, Integer.MAX_VALUE / 60)
                        * 60,
                segments,
                capacity.writes(),
                capacity.reads(),
                resume,
                report,
                apply,
                seal());
    }

    /** What is to be sealed is not sealed yet. */
    private Seal seal() throws UsageException {
        try {
            return Seal.of(seal, true, RecordSeal.paths(plainAttributes), sealKeys);
        } catch (IllegalArgumentException e) {
            throw new UsageException(MESSAGES.getString("usage.seal", e.getMessage()));
        }
    }
}
