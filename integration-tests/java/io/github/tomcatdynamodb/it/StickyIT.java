package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Without the valve, sessions live in memory and the store holds their backup. */
class StickyIT extends TwoNodesTest {

    private Probe stickyUser() {
        return nodes.user(TwoNodes.STICKY);
    }

    @Test
    void anIdleSessionIsBackedUpAndTheOtherNodeTakesOver() {
        Probe user = stickyUser();
        user.set("cart", "bean", "Ann");
        String id = user.set("name", "Ann").id();
        awaitBackup(id, "name", "Ann");
        nodes.a().kill();

        Probe.Session restored = user.at(nodes.b()).info();
        assertEquals(id, restored.id());
        assertEquals("Ann", restored.text("name"));
        assertEquals("Cart of Ann: [], changes: 0", restored.text("cart"));
    }

    @Test
    void changesAfterABackupAreBackedUpToo() {
        Probe user = stickyUser();
        String id = user.set("name", "Ann").id();
        awaitBackup(id, "name", "Ann");
        user.set("name", "Bea");
        awaitBackup(id, "name", "Bea");
        nodes.a().kill();
        assertEquals("Bea", user.at(nodes.b()).info().text("name"));
    }

    @Test
    void aSessionInMemoryCostsNoRead() {
        Probe user = stickyUser();
        user.set("name", "Ann");
        ApiCalls calls =
                callsOf(
                        TwoNodes.STICKY,
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                assertTrue(user.info().exists());
                            }
                            return null;
                        });
        assertEquals(0, calls.reads().size(), calls::toString);
    }

    @Test
    void aRestartSavesWhatWasNotBackedUpYet() {
        Probe user = stickyUser();
        String id = user.set("name", "Ann").id();
        nodes.a().stop();
        assertTrue(nodes.record(TwoNodes.STICKY, id).containsKey("sess"));
        nodes.a().start();
        assertEquals("Ann", user.info().text("name"));
        assertEquals(id, user.info().id());
    }

    @Test
    void aReloadSavesWhatWasNotBackedUpYet() {
        Probe user = stickyUser();
        user.set("cart", "bean", "Ann");
        user.mutate("cart", "book");
        nodes.a().reload("/" + TwoNodes.STICKY);
        assertEquals("Cart of Ann: [book], changes: 1", user.info().text("cart"));
    }

    @Test
    void loggingOutEndsTheBackup() {
        Probe user = stickyUser();
        String id = user.set("name", "Ann").id();
        awaitBackup(id, "name", "Ann");
        user.logout();
        assertFalse(user.at(nodes.b()).info().exists());
        assertFalse(nodes.record(TwoNodes.STICKY, id).containsKey("sess"));
    }

    @Test
    void anIdleSessionTimesOut() {
        Probe user = stickyUser();
        user.set("name", "Ann");
        String id = user.interval(6).id();
        awaitBackup(id, "name", "Ann");
        awaitEnd(id);
        assertFalse(user.at(nodes.b()).info().exists());
        assertFalse(user.info().exists());
    }

    @Test
    void aTimeoutThatIsNotBackedUpYetEndsTheRecordToo() {
        Probe user = stickyUser();
        String id = user.set("name", "Ann").id();
        awaitBackup(id, "name", "Ann");
        user.interval(1);
        awaitEnd(id);
        assertFalse(user.at(nodes.b()).info().exists());
        assertFalse(user.info().exists());
    }

    private void awaitEnd(String id) {
        Await.until(
                "the record is gone or past",
                Duration.ofSeconds(20),
                () -> {
                    var record = nodes.record(TwoNodes.STICKY, id);
                    return !record.containsKey("sess")
                            || Long.parseLong(record.get("expires").n()) * 1000
                                    < System.currentTimeMillis();
                });
    }
}
