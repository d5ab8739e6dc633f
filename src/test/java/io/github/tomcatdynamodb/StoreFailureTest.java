package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;

/** Loads and saves that fail, because DynamoDB has a bad day. */
class StoreFailureTest extends OwnStores {
    private static final SessionKeys KEYS = new SessionKeys("localhost/shop#", true, false, false);

    @Test
    void aLoadThatFails_isNoMiss_butThrowsUnchecked() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1"));
        node.proxy().refuse();

        TableException thrown = assertThrows(TableException.class, () -> node.store().load(id));

        assertEquals(TableException.Kind.UNAVAILABLE, thrown.kind());
        assertFalse(thrown.getMessage().contains(id), thrown.getMessage());
        node.proxy().heal();
        soonAfter();
        assertEquals(Optional.of(Map.of("x", "1")), node.attributes(id));
    }

    @Test
    void aLoadThatFails_isNotTriedAgainForASecond() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1"));
        FaultRule rule = node.proxy().inject(FaultRule.always(Fault.accessDenied()).on("GetItem"));

        for (int i = 0; i < 4; i++) {
            assertThrows(TableException.class, () -> node.store().load(id));
        }
        assertEquals(1, rule.struck());
        soonAfter();
        assertThrows(TableException.class, () -> node.store().load(id));
        assertEquals(2, rule.struck());
    }

    @Test
    void aLoadThatFails_withOnLoadFailureNewSession_isAnIOException() {
        TestNode node = start("onLoadFailure", "newSession");
        String id = node.create(session -> session.setAttribute("x", "1"));
        node.proxy().refuse();

        assertThrows(IOException.class, () -> node.store().load(id));
    }

    private Session changed(TestNode node) {
        String id = node.create(session -> session.setAttribute("x", "1"));
        Session session = node.open(id).orElseThrow();
        session.getSession().setAttribute("x", "2");
        return session;
    }

    @Test
    void aSaveThatFails_inTheBackground_isAnIOException() {
        // An unchecked one would keep the other sessions from being saved.
        TestNode node = start();
        Session session = changed(node);
        node.proxy().refuse();

        assertThrows(IOException.class, () -> node.store().save(session));
    }

    @Test
    void aSaveThatFails_withOnSaveFailureLog_isOnlyLogged() throws Exception {
        TestNode node = start("onSaveFailure", "log");
        Session session = changed(node);
        node.proxy().refuse();

        node.store().save(session);

        node.proxy().heal();
        Await.until(
                "it is written by a later save",
                Duration.ofSeconds(5),
                () -> {
                    node.store().save(session);
                    return "2"
                            .equals(
                                    LocalDynamoDb.dynamo()
                                            .item(TABLE, KEYS.key(session.getId()))
                                            .get("sess")
                                            .m()
                                            .get("x")
                                            .s());
                });
    }

    @Test
    void aSessionTooLargeForAnItem_saysWhatIsLarge_andTheStoredOneStays() {
        TestNode node = start("largeAttributeSize", "0");
        Session session = changed(node);
        session.getSession().setAttribute("huge", "secret".repeat(70_000));
        session.getSession().setAttribute("large", "secret".repeat(10_000));

        IOException thrown = assertThrows(IOException.class, () -> node.store().save(session));

        assertTrue(thrown.getMessage().contains("huge 420004, large 60005"), thrown.getMessage());
        assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
        assertEquals(Optional.of(Map.of("x", "1")), node.attributes(session.getId()));
    }

    @Test
    void aLogoutThatFails_failsTheRequest_andTheSessionLives() {
        TestNode node = start();
        Session session = changed(node);
        String id = session.getId();
        node.proxy().inject(FaultRule.always(new Fault.ResetBefore()).on("PutItem"));

        assertThrows(TableException.class, session::expire);

        node.proxy().heal();
        assertEquals(Optional.of(Map.of("x", "1")), node.attributes(id));
    }
}
