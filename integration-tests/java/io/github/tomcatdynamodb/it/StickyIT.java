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
    void idleSessionsAreBackedUp_whatChangesAfterABackupToo_andTheOtherNodeTakesOver() {
        Probe user = stickyUser();
        user.set("cart", "bean", "Ann");
        String id = user.set("name", "Ann").id();
        Probe changing = stickyUser();
        String changingId = changing.set("name", "Ann").id();
        awaitBackup(id, "name", "Ann");
        awaitBackup(changingId, "name", "Ann");
        changing.set("name", "Bea");
        awaitBackup(changingId, "name", "Bea");
        nodes.a().kill();

        Probe.Session restored = user.at(nodes.b()).info();
        assertEquals(id, restored.id());
        assertEquals("Ann", restored.text("name"));
        assertEquals("Cart of Ann: [], changes: 0", restored.text("cart"));
        assertEquals("Bea", changing.at(nodes.b()).info().text("name"));
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

    /** One whose timeout is backed up, and one whose timeout is shorter than the backup says. */
    @Test
    void idleSessionsTimeOut() {
        Probe user = stickyUser();
        user.set("name", "Ann");
        String id = user.interval(6).id();
        Probe hasty = stickyUser();
        String hastyId = hasty.set("name", "Bea").id();
        awaitBackup(id, "name", "Ann");
        awaitBackup(hastyId, "name", "Bea");
        hasty.interval(1);

        awaitEnd(hastyId);
        assertTimedOut(hasty);
        awaitEnd(id);
        assertTimedOut(user);
    }

    private void assertTimedOut(Probe user) {
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
