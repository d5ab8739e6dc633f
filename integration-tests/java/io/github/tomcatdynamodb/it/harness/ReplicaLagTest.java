package io.github.tomcatdynamodb.it.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a replica may answer at which moment, on a clock that the test moves. */
class ReplicaLagTest {
    private static final long LAG = 100;
    private static final HttpMessage DONE = new HttpMessage("HTTP/1.1 200 OK", List.of(), bytes());
    private static final HttpMessage REFUSED =
            new HttpMessage("HTTP/1.1 400 Bad Request", List.of(), bytes());
    private static final ItemKey KEY = key("a");

    private final Map<ItemKey, JsonObject> table = new HashMap<>();
    private final ReplicaLag replicas = new ReplicaLag(Duration.ofNanos(LAG), 1, 42, this::now);
    private long now = Long.MAX_VALUE - 1000;

    @Test
    void read_withinTheLag_seesOldAndNew() throws IOException {
        put(KEY, 1);
        now += 10 * LAG;
        put(KEY, 2);
        now += LAG / 2;
        assertEquals(Set.of("1", "2"), seen(KEY));
    }

    @Test
    void read_whenTheLagIsOver_seesTheTruth() throws IOException {
        put(KEY, 1);
        now += 10 * LAG;
        put(KEY, 2);
        now += LAG + 1;
        assertEquals(Set.of("2"), seen(KEY));
    }

    @Test
    void read_rightAfterTheWrite_mayNotFindWhatIsNew() throws IOException {
        put(KEY, 1);
        now += LAG / 2;
        assertEquals(Set.of("1", "none"), seen(KEY));
    }

    @Test
    void read_rightAfterADelete_mayFindWhatIsGone() throws IOException {
        put(KEY, 1);
        now += 10 * LAG;
        delete(KEY);
        now += LAG / 2;
        assertEquals(Set.of("1", "none"), seen(KEY));
    }

    @Test
    void reads_afterSeveralWrites_seeAnyOfThemAndGoBackInTime() throws IOException {
        for (int i = 1; i <= 5; i++) {
            put(KEY, i);
            now += 10;
        }
        List<String> inOrder = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            inOrder.add(read(KEY));
        }
        assertEquals(Set.of("none", "1", "2", "3", "4", "5"), new HashSet<>(inOrder));
        boolean isBack = false;
        for (int i = 1; i < inOrder.size(); i++) {
            isBack |= inOrder.get(i - 1).equals("5") && inOrder.get(i).equals("1");
        }
        assertTrue(isBack, inOrder::toString);
    }

    @Test
    void read_ofAnotherItem_seesTheTruth() throws IOException {
        put(key("b"), 1);
        now += 10 * LAG;
        put(KEY, 2);
        assertEquals(Set.of("1"), seen(key("b")));
    }

    @Test
    void read_withAShare_seesTheTruthInTheOthers() throws IOException {
        ReplicaLag third = new ReplicaLag(Duration.ofNanos(LAG), 1.0 / 3, 42, this::now);
        third.write(List.of(KEY), table::get, () -> store(KEY, 1));
        int stale = 0;
        for (int i = 0; i < 3000; i++) {
            stale += third.read(KEY).isPresent() ? 1 : 0;
        }
        assertTrue(stale > 850 && stale < 1150, "a third of 3000: " + stale);
        assertEquals(stale, third.stale());
    }

    @Test
    void read_withTheSameSeed_seesTheSame() throws IOException {
        ReplicaLag one = new ReplicaLag(Duration.ofNanos(LAG), 0.5, 7, this::now);
        ReplicaLag two = new ReplicaLag(Duration.ofNanos(LAG), 0.5, 7, this::now);
        one.write(List.of(KEY), table::get, () -> store(KEY, 1));
        table.remove(KEY);
        two.write(List.of(KEY), table::get, () -> store(KEY, 1));
        now += LAG / 2;
        for (int i = 0; i < 100; i++) {
            assertEquals(one.read(KEY), two.read(KEY));
        }
        assertTrue(one.stale() > 10 && one.stale() < 50, "stale: " + one.stale());
    }

    @Test
    void write_thatIsRefused_changesNothing() throws IOException {
        put(KEY, 1);
        now += 10 * LAG;
        replicas.write(List.of(KEY), table::get, () -> REFUSED);
        assertEquals(Set.of("1"), seen(KEY));
    }

    @Test
    void write_withoutAnAnswer_leavesTheTruthToBeRead() throws IOException {
        put(KEY, 1);
        now += 1;
        assertThrows(
                IOException.class,
                () ->
                        replicas.write(
                                List.of(KEY),
                                table::get,
                                () -> {
                                    store(KEY, 2);
                                    throw new IOException("reset");
                                }));
        assertEquals(Set.of("2"), seen(KEY));
    }

    @Test
    void write_ofSeveralItems_remembersEach() throws IOException {
        ItemKey other = key("b");
        replicas.write(
                List.of(KEY, other),
                table::get,
                () -> {
                    store(KEY, 1);
                    return store(other, 2);
                });
        now += LAG / 2;
        assertEquals(Set.of("none", "1"), seen(KEY));
        assertEquals(Set.of("none", "2"), seen(other));
    }

    @Test
    void memory_isBoundedByTheLag() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            put(KEY, i);
            put(key("other " + i), i);
            now += 1;
        }
        assertTrue(
                replicas.remembered() <= 2 * (2 * LAG + 2) + LAG + 2,
                "versions: " + replicas.remembered());
    }

    private long now() {
        return now;
    }

    private void put(ItemKey key, int value) throws IOException {
        replicas.write(List.of(key), table::get, () -> store(key, value));
    }

    private HttpMessage store(ItemKey key, int value) {
        JsonObject item = key.key().deepCopy();
        item.addProperty("value", Integer.toString(value));
        table.put(key, item);
        return DONE;
    }

    private void delete(ItemKey key) throws IOException {
        replicas.write(
                List.of(key),
                table::get,
                () -> {
                    table.remove(key);
                    return DONE;
                });
    }

    private Set<String> seen(ItemKey key) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            seen.add(read(key));
        }
        return seen;
    }

    private String read(ItemKey key) {
        JsonObject item =
                replicas.read(key).orElseGet(() -> new ReplicaLag.Seen(table.get(key))).item();
        return item == null ? "none" : item.get("value").getAsString();
    }

    private static ItemKey key(String id) {
        JsonObject key = new JsonObject();
        key.addProperty("id", id);
        return new ItemKey("things", key);
    }

    private static byte[] bytes() {
        return new byte[0];
    }
}
