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

    @Option(names = "--write-units-per-second", paramLabel = "N")
    private Optional<Integer> writeUnitsPerSecond;

    @Option(names = "--read-units-per-second", paramLabel = "N")
    private Optional<Integer> readUnitsPerSecond;

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
                table.settings(positive("--segments", segments, MAX_SEGMENTS)),
                prefix,
                positive("--session-timeout", sessionTimeout, Integer.MAX_VALUE / 60) * 60,
                segments,
                limit("--write-units-per-second", writeUnitsPerSecond),
                limit("--read-units-per-second", readUnitsPerSecond),
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

    private static int limit(String option, Optional<Integer> value) throws UsageException {
        return value.isPresent() ? positive(option, value.get(), Integer.MAX_VALUE) : 0;
    }

    private static int positive(String option, int value, int max) throws UsageException {
        if (value < 1 || value > max) {
            throw new UsageException(
                    MESSAGES.getString("usage.number", option, value, Integer.toString(max)));
        }
        return value;
    }
}
