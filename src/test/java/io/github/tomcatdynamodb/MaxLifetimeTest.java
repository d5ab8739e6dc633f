package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.session.SessionTimes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two nodes on which a session ends two hours after its creation, however much it is used. */
class MaxLifetimeTest extends TwoTestNodes {

    MaxLifetimeTest() {
        super(Map.of("maxLifetime", "7200"));
    }

    private void useFor(String id, Duration time) {
        for (int minutes = 0; minutes < time.toMinutes(); minutes += 10) {
            clock.advance(Duration.ofMinutes(10));
            (minutes % 20 == 0 ? b : a).request(id, session -> {});
        }
    }

    @Test
    void aSessionThatIsUsedAllTheTime_endsOnEveryNode() {
        String id = a.create(session -> session.setAttribute("user", "zoe"));
        useFor(id, Duration.ofMinutes(110));
        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertTrue(b.load(id).isPresent());

        clock.advance(Duration.ofSeconds(1));

        assertEquals(Optional.empty(), a.load(id));
        assertEquals(Optional.empty(), b.load(id));
    }

    @Test
    void aLogIn_doesNotProlongIt() {
        String before = a.create(session -> session.setAttribute("basket", "full"));
        useFor(before, Duration.ofMinutes(100));
        Session loggingIn = a.open(before).orElseThrow();
        String after = a.changeId(loggingIn);
        a.finish(loggingIn);
        useFor(after, Duration.ofMinutes(10));
        assertTrue(b.load(after).isPresent());

        clock.advance(Duration.ofMinutes(10));

        assertEquals(Optional.empty(), b.load(after));
    }

    /** It does not say when it was created: at the latest when Tomcat has written it first. */
    @Test
    void aRecordOfExpress_endsAfterItsTakeOver() {
        String id = "EXPRESS" + clock.millis();
        LocalDynamoDb.dynamo()
                .put(
                        table,
                        Map.of(
                                "id",
                                AttributeValue.fromS(KEYS.key(id)),
                                "sess",
                                AttributeValue.fromS(
                                        "{\"cookie\":{\"originalMaxAge\":1800000},\"x\":\"0\"}")));
        a.request(id, session -> session.setAttribute("x", "1"));
        useFor(id, Duration.ofMinutes(110));
        assertTrue(a.load(id).isPresent());

        clock.advance(Duration.ofMinutes(10));

        assertEquals(Optional.empty(), a.load(id));
    }

    @Test
    void aSessionInMemory_endsWithTheBackgroundPass_onEveryNode() {
        String id = a.create(session -> session.setAttribute("user", "zoe"));
        Session held = a.open(id).orElseThrow();
        a.store().processExpires();
        for (int minutes = 0; minutes < 120; minutes += 10) {
            a.store().processExpires();
            assertTrue(held.isValid());
            clock.advance(Duration.ofMinutes(10));
            SessionTimes.accessed(held, clock.millis());
        }

        a.store().processExpires();

        assertFalse(held.isValid());
        assertEquals(Optional.empty(), b.load(id));
    }
}
