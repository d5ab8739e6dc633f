package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Large attributes that are sealed. */
class LargeAttributesSealTest extends LargeSessions {

    // ---- Sealed

    private static String key(char id) {
        return id
                + ":"
                + Base64.getEncoder()
                        .encodeToString(
                                Character.toString(id)
                                        .repeat(32)
                                        .getBytes(StandardCharsets.US_ASCII));
    }

    private void seal(String mode, String keys) {
        System.setProperty("large.keys", keys);
        restart(Map.of("seal", mode, "sealKeys", "property:large.keys"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign", "encrypt"})
    void sealed_worksAcrossNewIdsAndKeys(String mode) {
        seal(mode, key('o'));
        String id =
                a.create(
                        session ->
                                session.setAttribute("large", new StringBuilder(random(50 * KB))));
        Session session = a.open(id).orElseThrow();
        String other = a.changeId(session);
        a.finish(session);
        assertEquals(random(50 * KB), get(b, other, "large").toString());

        seal(mode, key('n') + " " + key('o'));
        set(a, other, "small", 1);
        assertEquals(2, parts().size(), "the next write seals it with the new key");
        seal(mode, key('n'));
        assertEquals(random(50 * KB), get(b, other, "large").toString());
    }

    @Test
    void encrypted_holdsNothingLegible() {
        seal("encrypt", key('o'));
        a.create(session -> session.setAttribute("large", "legible ".repeat(10 * KB)));

        String bytes =
                new String(
                        parts().get(0).get("tomcat").b().asByteArray(),
                        StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("legible"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign", "encrypt"})
    void sealed_pointerOfAnotherSessionOrName_isRefused(String mode) {
        seal(mode, key('o'));
        String mine =
                a.create(
                        session -> {
                            session.setAttribute("small", 0);
                            session.setAttribute("large", new StringBuilder(random(50 * KB)));
                        });
        String theirs =
                a.create(
                        session ->
                                session.setAttribute("large", new StringBuilder(random(60 * KB))));
        assertNotEquals(pointer(mine, "large"), pointer(theirs, "large"));

        point(mine, "large", pointer(theirs, "large").orElseThrow());
        assertEquals(Map.of("small", 0), b.attributes(mine).orElseThrow());

        Map<String, AttributeValue> own = pointer(theirs, "large").orElseThrow();
        point(theirs, "other", own);
        assertEquals(Set.of("large"), b.attributes(theirs).orElseThrow().keySet());
    }

    private void point(String id, String name, Map<String, AttributeValue> pointer) {
        LocalDynamoDb.dynamo()
                .client()
                .updateItem(
                        update ->
                                update.tableName(table)
                                        .key(Map.of("id", AttributeValue.fromS(KEYS.key(id))))
                                        .updateExpression("SET tomcat.#types.#name = :pointer")
                                        .expressionAttributeNames(
                                                Map.of("#types", "types", "#name", name))
                                        .expressionAttributeValues(
                                                Map.of(":pointer", AttributeValue.fromM(pointer))));
    }
}
