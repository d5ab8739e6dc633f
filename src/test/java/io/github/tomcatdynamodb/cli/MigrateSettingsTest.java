package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateSettingsTest {

    @Test
    void defaults_areThoseOfConnectDynamodb_andWriteNothing() throws Exception {
        MigrateSettings settings = CommandLines.migrate("--table sessions");

        assertEquals("sess:", settings.prefix());
        assertEquals("id", settings.table().hashKey());
        assertEquals("expires", settings.table().ttlAttribute());
        assertEquals(4, settings.segments());
        assertEquals(1800, settings.sessionTimeout());
        assertEquals(0, settings.writeUnitsPerSecond());
        assertFalse(settings.apply());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "="})
    void everyOption_isTaken_withABlankOrAnEqualsSign(String before) throws Exception {
        MigrateSettings settings =
                CommandLines.migrate(
                        ("--table:t --region:eu-west-1 --endpoint:http://127.0.0.1 --profile:p"
                                        + " --prefix:x# --hash-key:k --ttl-attribute:t"
                                        + " --session-timeout:60 --segments:8"
                                        + " --write-units-per-second:10"
                                        + " --read-units-per-second:20"
                                        + " --resume:a --report:b --apply")
                                .replaceAll("(--[-a-z]+):", "$1" + before));

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
                " --table",
                " --tabel t",
                " --table t --table u",
                " --table t --segments 0",
                " --table t --segments 1001",
                " --table t --segments x",
                " --table t --endpoint nowhere",
                " --table t --seal sign",
                " --table t apply"
            })
    void whatMakesNoSense_isRefused_andNothingElseSaid(String options) {
        CommandLines line = CommandLines.run("migrate" + options);

        assertEquals(Main.USAGE, line.status(), line.err());
        assertEquals("", line.out());
        assertFalse(line.err().isBlank());
    }
}
