package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.session.SessionTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;

/** Answers of DynamoDB that are lost. */
class StoreLostAnswersTest extends StoreContractTest {

    private static FaultRule lost(String operation) {
        return FaultRule.always(new Fault.LostResponse()).on(operation).times(1);
    }

    @Test
    void aLostAnswer_toTheFirstWrite_isNoConflict() {
        FaultRule rule = a.proxy().inject(lost("PutItem"));

        String id = a.create(session -> session.setAttribute("x", "1"));

        assertEquals(1, rule.struck());
        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(id));
    }

    @Test
    void aLostAnswer_toAChangeOrATouch_isNoConflict() {
        String id =
                a.create(session -> session.setAttribute("list", new ArrayList<>(List.of("1"))));
        FaultRule first = a.proxy().inject(lost("UpdateItem"));
        clock.advance(Duration.ofSeconds(1));
        a.request(
                id,
                session -> {
                    session.setAttribute("y", "1");
                    session.setAttribute("list", new ArrayList<>(List.of("1", "2")));
                });
        FaultRule second = a.proxy().inject(lost("UpdateItem"));
        clock.advance(Duration.ofSeconds(TOUCH_AFTER));
        a.request(id, StoreContractTest::nothing);

        assertEquals(1, first.struck());
        assertEquals(1, second.struck());
        assertEquals(Optional.of(Map.of("y", "1", "list", List.of("1", "2"))), b.attributes(id));
        assertEquals(n(clock.millis()), item(id).get("tomcat").m().get("accessed"));
    }

    @Test
    void aLostAnswer_toAChangeOfId_isNoConflict() {
        String before = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(before).orElseThrow();
        FaultRule rule = a.proxy().inject(lost("PutItem"));

        String after = a.changeId(session);
        a.finish(session);

        assertEquals(1, rule.struck());
        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(after));
        assertEquals(Optional.empty(), b.load(before));
    }

    @Test
    void aLostAnswer_toALogout_isNoConflict() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        FaultRule rule = a.proxy().inject(lost("PutItem"));

        session.expire();

        assertEquals(1, rule.struck());
        assertEquals(Optional.empty(), b.load(id));
    }

    @Test
    void aLostAnswer_toAnUpgrade_isNoConflict() {
        put("LOST1", json(clock.millis() / 1000 + 500));
        put("LOST2", express(clock.millis() / 1000 + 500));
        for (String id : List.of("LOST1", "LOST2")) {
            FaultRule rule = a.proxy().inject(lost("UpdateItem"));

            a.request(id, session -> session.setAttribute("views", 18));

            assertEquals(1, rule.struck());
            assertEquals(18, b.attributes(id).orElseThrow().get("views"));
        }
    }

    @Test
    void aLostAnswer_toARestore_isNoConflict() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        clock.set(expires(id) * 1000 + 5);
        deleteBehindItsBack(id);
        SessionTimes.accessed(session, clock.millis());
        session.getSession().setAttribute("x", "2");
        FaultRule rule = a.proxy().inject(lost("PutItem"));

        a.finish(session);

        assertEquals(1, rule.struck());
        assertEquals(Optional.of(Map.of("x", "2")), b.attributes(id));
    }
}
