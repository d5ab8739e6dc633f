package io.github.tomcatdynamodb.value.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealKeysTest {

    private static final String ONE =
            Base64.getEncoder()
                    .encodeToString(
                            "thirty-two bytes, number one ...".getBytes(StandardCharsets.UTF_8));
    private static final String TWO =
            Base64.getEncoder()
                    .encodeToString(
                            "thirty-two bytes, number two ...".getBytes(StandardCharsets.UTF_8));

    @Test
    void parse_readsKeysInTheirOrder_howeverTheyAreSeparated() {
        for (String text :
                List.of(
                        "b:" + ONE + ",a:" + TWO,
                        " b:" + ONE + "  a:" + TWO + " ",
                        "\uFEFF# since May\r\nb:" + ONE + "\r\n\r\na:" + TWO + "\n# c:" + TWO)) {
            assertEquals(List.of("b", "a"), SealKeys.parse(text).ids());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n# nothing",
                "SECRET",
                ":SECRET",
                "a b:SECRET",
                "a:SECRET",
                "a:SECRETé",
                "a:U0VDUkVU",
                "ä:U0VDUkVU"
            })
    void parse_ofNoKeys_isRefused_andShowsNothing(String text) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> SealKeys.parse(text));

        assertFalse(failure.getMessage().contains("SECRET"), failure.getMessage());
        assertFalse(failure.getMessage().contains("U0VD"), failure.getMessage());
        assertEquals(null, failure.getCause());
    }

    @Test
    void parse_ofOneIdTwice_isRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> SealKeys.parse("a:" + ONE + ",a:" + TWO));
    }

    @Test
    void toString_showsNoSecret() {
        SealKeys keys = SealKeys.parse("a:" + ONE);

        assertEquals("SealKeys[a]", keys.toString());
        assertEquals("SealKey[a]", keys.first().toString());
    }

    @Test
    void source_readsAFile_andASystemProperty(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys");
        Files.writeString(file, "a:" + ONE + "\nb:" + TWO + "\n");
        System.setProperty("seal.keys.test", "c:" + ONE);
        try {
            assertEquals(List.of("a", "b"), SealKeySource.of("file:" + file).keys().ids());
            assertEquals(List.of("c"), SealKeySource.of("property:seal.keys.test").keys().ids());
        } finally {
            System.clearProperty("seal.keys.test");
        }
    }

    @Test
    void source_thatIsNotThere_saysWhich() {
        for (String setting :
                List.of("file:no/such/file", "env:NO_SUCH_NAME", "property:no.such.name")) {
            IllegalArgumentException failure =
                    assertThrows(
                            IllegalArgumentException.class, () -> SealKeySource.of(setting).keys());
            assertTrue(failure.getMessage().contains(setting), failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "a:SECRET", "file:", ":SECRET"})
    void source_ofAnythingElse_isRefused_andShowsNothing(String setting) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> SealKeySource.of(setting));

        assertFalse(failure.getMessage().contains("SECRET"), failure.getMessage());
    }
}
