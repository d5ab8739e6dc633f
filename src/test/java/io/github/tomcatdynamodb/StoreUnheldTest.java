package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.management.BadAttributeValueExpException;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a session does not hold stays in its record. */
class StoreUnheldTest extends StoreContractTest {

    @Test
    void anAttributeThatCannotBeRead_costsThatAttribute_andStaysByteForByte() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        makeUnreadable(id);

        assertEquals(Optional.of(Map.of("x", "1")), a.attributes(id));
        a.request(id, session -> session.setAttribute("x", "2"));

        assertUnreadableIsThere(id);
        assertEquals(Optional.of(Map.of("x", "2")), a.attributes(id));
    }

    @Test
    void anAttributeThatCannotBeRead_staysAlsoWhenManyOthersChange() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        makeUnreadable(id);

        a.request(
                id,
                session -> {
                    for (int i = 0; i < 400; i++) {
                        session.setAttribute("attribute " + i, i);
                    }
                });

        assertUnreadableIsThere(id);
    }

    static class Secret implements Serializable {
        private static final long serialVersionUID = 1;
        String text = "x";
    }

    @Test
    void aClassThatTheManagersFilterRefuses_isNeitherWrittenNorRead_andStaysInTheRecord() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("x", "1");
                            session.setAttribute("secret", new Secret());
                            session.setAttribute("secrets", new ArrayList<>(List.of(new Secret())));
                        });
        AttributeValue stored = item(id).get("sess");
        Consumer<TestNode> filter =
                node ->
                        node.manager()
                                .setSessionAttributeValueClassNameFilter("java\\.(lang|util)\\..*");
        try (TestNode strict = node(Map.of(), filter)) {
            assertEquals(Optional.of(Map.of("x", "1")), strict.attributes(id));
            assertEquals(stored, item(id).get("sess"));

            strict.request(id, session -> session.setAttribute("x", "2"));
            assertEquals("2", item(id).get("sess").m().get("x").s());
            assertEquals(stored.m().get("secrets"), item(id).get("sess").m().get("secrets"));
            a.request(
                    id,
                    session -> assertEquals("x", ((Secret) session.getAttribute("secret")).text));

            String another =
                    strict.create(
                            session -> {
                                session.setAttribute("x", "1");
                                // Past Tomcat's own check, which looks at the outermost class.
                                session.setAttribute(
                                        "secrets", new ArrayList<>(List.of(new Secret())));
                            });
            assertEquals(Set.of("x"), item(another).get("sess").m().keySet());
        }
    }

    @Test
    void aClassThatIsRefusedByDefault_isAdmittedByTheSetting() {
        Serializable refused = new BadAttributeValueExpException("x");
        String plain = a.create(session -> session.setAttribute("refused", refused));
        assertFalse(item(plain).get("sess").m().containsKey("refused"));

        Map<String, String> admitting =
                Map.of("admittedClasses", "javax\\.management\\.BadAttributeValueExpException");
        try (TestNode wide = node(admitting, node -> {})) {
            String id = wide.create(session -> session.setAttribute("refused", refused));

            assertEquals(
                    "BadAttributeValueException: x",
                    wide.attributes(id).orElseThrow().get("refused").toString());
            assertEquals(Optional.of(Map.of()), b.attributes(id));
        }
    }

    private void editMetadata(String id, Consumer<Map<String, AttributeValue>> edit) {
        Map<String, AttributeValue> tomcat = new HashMap<>(item(id).get("tomcat").m());
        edit.accept(tomcat);
        put(id, with(item(id), "tomcat", m(tomcat)));
    }

    /** We always write them; the format does not demand it of others. */
    @Test
    void aRecordWithoutTypes_isChangedLikeAnother() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        editMetadata(id, tomcat -> tomcat.remove("types"));

        a.request(id, session -> {});
        b.request(id, session -> session.setAttribute("count", 5L));
        a.request(id, session -> session.removeAttribute("x"));

        assertEquals(Optional.of(Map.of("count", 5L)), b.attributes(id));
    }

    @Test
    void aRecordWithoutTypes_thatTwoNodesChangeAtOnce_hasTheChangesOfBoth() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        editMetadata(id, tomcat -> tomcat.remove("types"));
        Session onA = a.open(id).orElseThrow();
        Session onB = b.open(id).orElseThrow();

        onA.getSession().setAttribute("a", 1L);
        onB.getSession().setAttribute("b", 2L);
        a.finish(onA);
        b.finish(onB);

        assertEquals(Optional.of(Map.of("x", "1", "a", 1L, "b", 2L)), a.attributes(id));
    }

    @Test
    void anAuthenticationOfOtherTypes_costsTheAuthentication() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        AttributeValue number = m(Map.of("value", n(5)));
        AttributeValue wrong =
                m(
                        Map.of(
                                "authType", number,
                                "principal", number,
                                "expectedSessionId", number,
                                "savedRequest", number));
        editMetadata(id, tomcat -> tomcat.put("auth", wrong));

        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(id));
    }

    @Test
    void anAttributeThatTheManagerFiltersOut_staysInTheRecord() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("shown", "1");
                            session.setAttribute("hidden", "1");
                        });
        try (TestNode filtering =
                node(
                        Map.of(),
                        node -> node.manager().setSessionAttributeNameFilter("(?!hidden).*"))) {

            assertEquals(Optional.of(Map.of("shown", "1")), filtering.attributes(id));
            filtering.request(id, session -> session.setAttribute("shown", "2"));
        }

        assertEquals(Optional.of(Map.of("shown", "2", "hidden", "1")), a.attributes(id));
    }

    @Test
    void aDamagedRecord_isNoSession_andStaysAsItIs() {
        Map<String, AttributeValue> damaged = Map.of("sess", s("{\"cookie\":{},\"x\":"));
        put("DAMAGED", damaged);
        Map<String, AttributeValue> before = item("DAMAGED");

        assertEquals(Optional.empty(), a.load("DAMAGED"));

        assertEquals(before, item("DAMAGED"));
    }
}
