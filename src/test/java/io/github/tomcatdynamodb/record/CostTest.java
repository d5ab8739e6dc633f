package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The README's table of costs: a thousand requests of one session that change nothing, decided one
 * after the other as the store decides them.
 */
class CostTest {

    private static final int REQUESTS = 1000;
    private static final int HALF_AN_HOUR = 1800;
    private static final long START = 1_795_000_000_000L;

    @ParameterizedTest
    @CsvSource({"0", "10", "60", "300"})
    void readOnlyRequests_costWhatTheGuideSays(int secondsBetween) throws IOException {
        int writes = writes(secondsBetween, OptionalInt.empty());
        String row = row(secondsBetween, writes, writes * unitsPerWrite());

        assertTrue(guide().contains(row), row);
    }

    @ParameterizedTest
    @CsvSource({"10", "60", "300"})
    void readOnlyRequests_ofClientsThatKeepTheTime_costWhatTheGuideSays(int secondsBetween)
            throws IOException {
        Expiry kept = new Expiry(OptionalInt.empty(), OptionalInt.empty(), LastAccess.COOKIE);
        int writes = writes(secondsBetween, kept, true);
        String row = row(secondsBetween, writes, writes * unitsPerWrite());

        assertTrue(guide().contains(row), row);
        if (secondsBetween == 60) {
            assertTrue(writes * unitsPerWrite() <= 0.02 * REQUESTS, row);
        }
    }

    @Test
    void readOnlyRequests_withTouchAfterZero_writeEachTime() {
        assertEquals(REQUESTS, writes(10, OptionalInt.of(0)));
    }

    @Test
    void readOnlyRequests_withALongerTouchAfter_writeLessOften() {
        assertEquals(REQUESTS / 2, writes(300, OptionalInt.of(600)));
    }

    private static String row(int secondsBetween, int writes, int units) {
        String gap = secondsBetween == 0 ? "back to back" : secondsBetween + " s";
        return String.format("| %s | 1,000 | 500 | %,d | %,d |", gap, writes, units);
    }

    private static int writes(int secondsBetween, OptionalInt touchAfter) {
        return writes(secondsBetween, new Expiry(touchAfter), false);
    }

    private static int writes(int secondsBetween, Expiry expiry, boolean keptByClient) {
        try (ValueCodec codec =
                new ValueCodec(CostTest.class.getClassLoader(), ClassFilter.defaults())) {
            SavePlanner planner = new SavePlanner(Stored.settings(expiry), codec);
            StoredSession stored = null;
            int writes = -1; // not counting the first, which creates the record
            for (int request = 0; request <= REQUESTS; request++) {
                long now = START + request * Math.max(1, secondsBetween * 1000L);
                SavePlan plan =
                        planner.plan(
                                session(codec, now).withKeptByClient(keptByClient),
                                Optional.ofNullable(stored),
                                now);
                if (plan instanceof SavePlan.Write write) {
                    stored = write.after();
                    writes++;
                }
            }
            return writes;
        }
    }

    /** One per KB of the whole record, begun ones included. */
    private static int unitsPerWrite() {
        try (ValueCodec codec =
                new ValueCodec(CostTest.class.getClassLoader(), ClassFilter.defaults())) {
            SavePlan plan =
                    planner(codec, OptionalInt.empty())
                            .plan(session(codec, START), Optional.empty(), START);
            return (ItemSize.of(((SavePlan.Put) plan).put().item()) + 50 + 1023) / 1024;
        }
    }

    private static SavePlanner planner(ValueCodec codec, OptionalInt touchAfter) {
        return new SavePlanner(Stored.settings(new Expiry(touchAfter)), codec);
    }

    private static EncodedSession session(ValueCodec codec, long accessed) {
        Map<String, StoredValue> attributes = new HashMap<>();
        attributes.put("text", codec.encode("x".repeat(1700)));
        return new EncodedSession("id", START, accessed, HALF_AN_HOUR, attributes, Map.of());
    }

    private static String guide() throws IOException {
        return Files.readString(
                Path.of(System.getProperty("basedir", "."), "conf-examples/cost.md"));
    }
}
