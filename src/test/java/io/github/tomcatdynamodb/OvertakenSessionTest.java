package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A session object on node A that has been saved after node B has changed the record: what B has
 * written is in the table, but not in the object, and nothing that is saved later may undo it.
 */
class OvertakenSessionTest extends TwoTestNodes {

    OvertakenSessionTest() {
        super(Map.of());
    }

    @BeforeEach
    void heal() {
        a.proxy().heal();
        // What is remembered for a second.
        clock.advance(Duration.ofSeconds(2));
    }

    private static void set(Session session, String name, String value) {
        session.getSession().setAttribute(name, value);
    }

    private String create() {
        return a.create(
                session -> {
                    session.setAttribute("x", "0");
                    session.setAttribute("gone", "0");
                });
    }

    /** Saves an object of A's after a change of B's. */
    private Session overtaken(TestNode a, TestNode b, String id) {
        Session session = a.open(id).orElseThrow();
        b.request(
                id,
                other -> {
                    other.setAttribute("x", "b");
                    other.setAttribute("new", "b");
                    other.removeAttribute("gone");
                    other.setMaxInactiveInterval(77);
                });
        set(session, "y", "a");
        a.save(session);
        return session;
    }

    @Test
    void aChangeOfId_takesAlongWhatTheObjectDoesNotHold() {
        Session session = overtaken(a, b, create());

        String after = a.changeId(session);
        a.finish(session);

        assertEquals(Optional.of(Map.of("x", "b", "y", "a", "new", "b")), b.attributes(after));
        assertEquals(77, b.load(after).orElseThrow().getMaxInactiveInterval());
    }

    @Test
    void aChangeOfId_takesAlongWhatTheObjectDoesNotHold_ofTextThatStaysText() {
        Map<String, String> keep = Map.of("tableName", table, "legacyFormat", "keep");
        try (TestNode one = new TestNode(clock, keep);
                TestNode other = new TestNode(clock, keep)) {
            String before = "EXPRESS";
            LocalDynamoDb.dynamo()
                    .put(
                            table,
                            Map.of(
                                    "id",
                                    AttributeValue.fromS(KEYS.key(before)),
                                    "sess",
                                    AttributeValue.fromS("{\"x\":\"0\",\"gone\":\"0\"}")));
            Session session = overtaken(one, other, before);

            String after = one.changeId(session);
            one.finish(session);

            assertEquals(
                    Optional.of(Map.of("x", "b", "y", "a", "new", "b")), other.attributes(after));
        }
    }

    @Test
    void moreChangesThanAnUpdateCanSay_leaveWhatTheObjectDoesNotHold() {
        String id = create();
        Session session = overtaken(a, b, id);

        Map<String, Object> expected = new HashMap<>(Map.of("x", "b", "y", "a", "new", "b"));
        for (int i = 0; i < 400; i++) {
            set(session, "many" + i, "a");
            expected.put("many" + i, "a");
        }
        a.finish(session);

        assertEquals(Optional.of(expected), b.attributes(id));
    }

    @Test
    void aSaveThatChangesNothing_writesNothing() {
        Session session = overtaken(a, b, create());
        a.forgetCalls();

        a.finish(session);

        assertEquals(0, a.calls().size());
    }

    /** The object holds all that the record holds. */
    @Test
    void aLostAnswer_makesNoObjectOutdated() {
        Session session = a.open(create()).orElseThrow();
        a.proxy().inject(FaultRule.always(new Fault.LostResponse()).on("UpdateItem").times(1));
        set(session, "x", "a");
        a.save(session);
        a.forgetCalls();

        set(session, "x", "again");
        a.finish(session);

        assertEquals(1, a.calls().writes().size());
    }

    @Test
    void aTouchOfAnotherNode_makesNoObjectOutdated() {
        String id = create();
        Session session = a.open(id).orElseThrow();
        clock.advance(Duration.ofMinutes(6));
        b.request(id, other -> {});
        set(session, "x", "a");
        a.save(session);
        a.forgetCalls();

        set(session, "x", "again");
        a.finish(session);

        assertEquals(1, a.calls().writes().size());
    }
}
