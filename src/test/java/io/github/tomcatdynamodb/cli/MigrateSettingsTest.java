package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateSettingsTest {

    @Test
    void defaults_areThoseOfConnectDynamodb_andWriteNothing() throws Exception {
        MigrateSettings settings = MigrateSettings.parse(List.of("--table", "sessions"));

        assertEquals("sess:", settings.prefix());
        assertEquals("id", settings.table().hashKey());
        assertEquals("expires", settings.table().ttlAttribute());
        assertEquals(4, settings.segments());
        assertEquals(1800, settings.sessionTimeout());
        assertEquals(0, settings.writeUnitsPerSecond());
        assertFalse(settings.apply());
    }

    @Test
    void everyOption_isTaken() throws Exception {
        MigrateSettings settings =
                MigrateSettings.parse(
                        List.of(
                                ("--table t --region eu-west-1 --endpoint http://127.0.0.1:8000"
                                                + " --profile p --prefix x# --hash-key k --ttl-attribute t"
                                                + " --session-timeout 60 --segments 8"
                                                + " --write-units-per-second 10"
                                                + " --read-units-per-second 20"
                                                + " --resume a --report b --apply")
                                        .split(" ")));

        assertEquals(Optional.of("eu-west-1"), settings.table().region());
        assertEquals("127.0.0.1", settings.table().endpoint().orElseThrow().getHost());
        assertEquals(Optional.of("p"), settings.table().profile());
        assertEquals("x#", settings.prefix());
        assertEquals("k", settings.table().hashKey());
        assertEquals(3600, settings.sessionTimeout());
        assertEquals(8, settings.segments());
        assertEquals(10, settings.writeUnitsPerSecond());
        assertEquals(20, settings.readUnitsPerSecond());
        assertEquals(Optional.of(Path.of("a")), settings.resume());
        assertEquals(Optional.of(Path.of("b")), settings.report());
        assertTrue(settings.apply());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--table",
                "--tabel t",
                "--table t --table u",
                "--table t --segments 0",
                "--table t --segments 1001",
                "--table t --segments x",
                "--table t --endpoint nowhere",
                "--table t apply"
            })
    void whatMakesNoSense_isRefused(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));

        assertThrows(UsageException.class, () -> MigrateSettings.parse(arguments));
        assertEquals(
                Main.FAILED,
                run(line.isEmpty() ? new String[] {"migrate"} : ("migrate " + line).split(" ")));
    }

    @Test
    void help_isShown() {
        assertEquals(Main.FINE, run("--help"));
        assertEquals(Main.FINE, run("migrate", "--help"));
        assertEquals(Main.FAILED, run());
        assertEquals(Main.FAILED, run("scan"));
    }

    private static int run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = Main.run(List.of(arguments), print, print);
        assertTrue(out.size() > 0);
        return status;
    }
}
