package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.express.ExpressJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records that another application has written. */
class StoreForeignRecordsTest extends StoreContractTest {

    @Test
    void anExpressMap_isASession_withTheTimeoutOfItsCookie() {
        put("EXPRESS1", express(clock.millis() / 1000 + 500));

        assertEquals(Optional.of(Map.of("views", 17)), a.attributes("EXPRESS1"));
        assertEquals(600, a.load("EXPRESS1").orElseThrow().getMaxInactiveInterval());
    }

    @Test
    void anExpressMap_isUpgradedInPlace_byTheFirstWriteThatIsDue_notByARead() {
        Map<String, AttributeValue> express = express(clock.millis() / 1000 + 700);
        put("EXPRESS2", express);
        a.load("EXPRESS2");
        assertFalse(item("EXPRESS2").containsKey("tomcat"));

        a.request("EXPRESS2", session -> session.setAttribute("views", 18));

        Map<String, AttributeValue> item = item("EXPRESS2");
        assertEquals(with(express.get("sess").m(), "views", n(18)), item.get("sess").m());
        assertEquals(s("theirs"), item.get("type"));
        assertEquals(n(600), item.get("tomcat").m().get("maxInactive"));
        assertEquals((clock.millis() + 999) / 1000 + 660, expires("EXPRESS2"));
    }

    @Test
    void aForeignRecord_livesItsTimeoutAfterARequestThatChangesNothing() {
        put("EXPRESS3", express(clock.millis() / 1000 + 600));
        put("JSON3", json(clock.millis() / 1000 + 600));
        clock.advance(Duration.ofSeconds(55));

        a.request("EXPRESS3", StoreContractTest::nothing);
        a.request("JSON3", StoreContractTest::nothing);

        clock.advance(Duration.ofSeconds(599));
        assertTrue(b.load("EXPRESS3").isPresent());
        assertTrue(b.load("JSON3").isPresent());
    }

    @Test
    void aJsonRecord_isUpgradedInPlace_withEverythingThatIsNotOurs() {
        put("JSON1", json(clock.millis() / 1000 + 500));
        assertEquals(
                Optional.of(Map.of("views", 17, "cart", List.of(Map.of("price", 19.99)))),
                a.attributes("JSON1"));

        a.request("JSON1", session -> session.setAttribute("views", 18));

        Map<String, AttributeValue> item = item("JSON1");
        assertEquals(n(18), item.get("sess").m().get("views"));
        assertEquals(n(600_000), item.get("sess").m().get("cookie").m().get("originalMaxAge"));
        assertEquals(s("connect-session"), item.get("type"));
        assertEquals(s("index"), item.get("userId"));
        assertEquals(
                Optional.of(Map.of("views", 18, "cart", List.of(Map.of("price", 19.99)))),
                b.attributes("JSON1"));
    }

    @Test
    void aJsonRecord_thatTwoNodesUpgradeAtOnce_hasTheChangesOfBoth() {
        put("JSON2", json(clock.millis() / 1000 + 500));
        Session onA = a.open("JSON2").orElseThrow();
        Session onB = b.open("JSON2").orElseThrow();

        onA.getSession().setAttribute("a", 1);
        onB.getSession().setAttribute("b", 1);
        a.finish(onA);
        b.finish(onB);

        assertEquals(
                Set.of("views", "cart", "a", "b"), a.attributes("JSON2").orElseThrow().keySet());
    }

    @Test
    void aJsonRecord_withLegacyFormatKeep_staysOne() throws Exception {
        put("JSON4", json(clock.millis() / 1000 + 500));
        try (TestNode keeping = node(Map.of("legacyFormat", "keep"), node -> {})) {
            keeping.request("JSON4", session -> session.setAttribute("views", 18));
            keeping.request("JSON4", session -> session.setMaxInactiveInterval(1200));

            Map<String, Object> json = ExpressJson.read(item("JSON4").get("sess").s());
            assertEquals(18, json.get("views"));
            assertEquals(Set.of("cookie", "views", "cart"), json.keySet());
            assertFalse(item("JSON4").containsKey("tomcat"));
            assertEquals(1200, keeping.load("JSON4").orElseThrow().getMaxInactiveInterval());
        }
    }

    @Test
    void aRecordThatExpressHasRewritten_isOneThatTheChangesAreAddedTo() {
        String id = a.create(session -> session.setAttribute("x", 1));
        Session session = a.open(id).orElseThrow();
        put(id, express(clock.millis() / 1000 + 500));

        session.getSession().setAttribute("y", 2);
        a.finish(session);

        assertEquals(Optional.of(Map.of("views", 17, "y", 2)), b.attributes(id));
        assertTrue(item(id).get("sess").m().containsKey("cookie"));
    }

    @Test
    void aRecordWithoutSess_isNoSession() {
        // What connect-dynamodb's touch leaves after a logout.
        put("UPSERT", Map.of(kind.ttlAttribute(), n(clock.millis() / 1000 + 500)));

        assertEquals(Optional.empty(), a.load("UPSERT"));
    }
}
