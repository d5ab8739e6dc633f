package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.cli.Checkpoint.Segment;
import io.github.tomcatdynamodb.cli.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private final Checkpoint some =
            new Checkpoint(
                    "sessions",
                    "sess:",
                    true,
                    List.of(
                            Segment.NEW,
                            new Segment(false, Optional.of("sess:\"\u00e9\ud83d\ude00")),
                            Segment.DONE),
                    Map.of(Kind.UPGRADED, 5_000_000_000L, Kind.DAMAGED, 1L),
                    42);

    @Test
    void written_isReadBack(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("resume");
        CheckpointFile file = new CheckpointFile(Optional.of(path));
        assertEquals(Optional.empty(), file.read());

        file.write(Checkpoint.start(settings("--table t")));
        file.write(some);

        assertEquals(Optional.of(some), file.read());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void belongsTo_oneMigrationOnly() throws Exception {
        assertTrue(some.belongsTo(settings("--table sessions --segments 3 --apply")));
        assertFalse(some.belongsTo(settings("--table sessions --segments 3")));
        assertFalse(some.belongsTo(settings("--table sessions --segments 4 --apply")));
        assertFalse(some.belongsTo(settings("--table other --segments 3 --apply")));
        assertFalse(some.belongsTo(settings("--table sessions --segments 3 --apply --prefix x:")));
        assertFalse(some.isDone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{}", "x", "{\"segments\":[]}", "{\"counts\":{\"X\":1}}"})
    void anotherFile_isRefused(String text) {
        assertThrows(IOException.class, () -> Checkpoint.fromJson(text));
    }

    private static MigrateSettings settings(String line) throws UsageException {
        return CommandLines.migrate(line);
    }
}
