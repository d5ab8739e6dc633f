package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** With a log that is as curious as it can be. */
class LibraryLoggingTest {

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger LIBRARY = Logger.getLogger("software.amazon.awssdk");

    /** Keeps what is logged. */
    private static final class Log extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final Log log = new Log();
    private Level before;

    @BeforeEach
    void openTheLog() {
        before = ROOT.getLevel();
        log.setLevel(Level.ALL);
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(log);
    }

    @AfterEach
    void closeTheLog() {
        ROOT.removeHandler(log);
        ROOT.setLevel(before);
        LIBRARY.setLevel(null);
    }

    @Test
    void whatIsOnTheWire_isLoggedAtNoLevel() {
        try (SessionTable table = LocalDynamoDb.open(LocalDynamoDb.newTable("id", "expires"))) {
            table.put(
                    new ItemPut(
                            "secret-key",
                            Map.of("a", AttributeValue.fromS("secret-value")),
                            "",
                            Map.of(),
                            Map.of()));
            assertTrue(table.get("secret-key", true).isPresent());
        }

        assertInstanceOf(LibraryLogger.class, LoggerFactory.getLogger("any"));
        assertFalse(LoggerFactory.getLogger("org.apache.hc.client5.http.wire").isDebugEnabled());
        assertEquals(
                List.of(),
                log.records.stream()
                        .filter(
                                line ->
                                        line.getLoggerName().startsWith("org.apache.hc")
                                                || line.getLoggerName().startsWith("software"))
                        .map(LogRecord::getMessage)
                        .toList());
    }

    @Test
    void warningsAndErrors_goToTheLoggerOfTheSameName() {
        org.slf4j.Logger logger = LoggerFactory.getLogger("software.amazon.awssdk.Some");
        Exception cause = new IllegalStateException("of a token");

        logger.info("not this");
        logger.warn("{} of {}", "one", "two");
        logger.error("broken", cause);

        List<LogRecord> lines =
                log.records.stream()
                        .filter(line -> line.getLoggerName().equals("software.amazon.awssdk.Some"))
                        .toList();
        assertEquals(
                List.of("one of two", "broken"),
                lines.stream().map(LogRecord::getMessage).toList());
        assertEquals(
                List.of(Level.WARNING, Level.SEVERE),
                lines.stream().map(LogRecord::getLevel).toList());
        // Not its message, which may quote a token.
        assertEquals("java.lang.IllegalStateException", lines.get(1).getThrown().getMessage());
    }

    @Test
    void aLevelThatTheAdministratorSets_isKept() {
        LIBRARY.setLevel(Level.SEVERE);
        org.slf4j.Logger logger = LoggerFactory.getLogger("software.amazon.awssdk.Other");

        assertFalse(logger.isWarnEnabled());
        assertTrue(logger.isErrorEnabled());
    }
}
