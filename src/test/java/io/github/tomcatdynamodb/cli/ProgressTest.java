package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter err = new PrintWriter(text, true);

    @Test
    void close_showsHowFarItIs_evenIfItWasQuick() {
        try (Progress progress = new Progress(err, 200, 50)) {
            progress.show(100);
        }

        assertTrue(text.toString().contains("records  50%"), text.toString());
        assertTrue(text.toString().contains("100/200"), text.toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 7", "5, 7"})
    void aNumberThatIsNotKnown_orTooSmall_doesNotMatter(long expected, long done) {
        try (Progress progress = new Progress(err, expected, 0)) {
            progress.show(done);
        }

        assertTrue(text.toString().contains(done + "/?"), text.toString());
    }
}
