package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.ApiCall;
import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single faults, which the SDK's retries hide. */
class SingleFaultIT extends TwoNodesTest {

    @ParameterizedTest
    @EnumSource(names = {"RESET", "INTERNAL_SERVER_ERROR", "THROTTLED", "LOST_RESPONSE"})
    void aSingleFaultIsNotNoticed(Outage outage) {
        Probe user = user();
        once(outage, "PutItem");
        String before = user.create().append("list", "1").id();
        once(outage, "GetItem");
        assertEquals("[\"1\"]", user.info().text("list"));
        once(outage, "UpdateItem");
        user.append("list", "2");
        once(outage, "PutItem");
        assertNotEquals(before, user.login("ann").id());
        assertEquals("[\"1\",\"2\"]", user.info().text("list"));
        assertTrue(nodes.stored(TwoNodes.ANY, before).isEmpty(), "the old id is dead");
        once(outage, "PutItem");
        String id = user.cookie();
        user.logout();
        assertTrue(nodes.stored(TwoNodes.ANY, id).isEmpty());
    }

    private void once(Outage outage, String operation) {
        nodes.proxy().heal();
        outage.beginOnce(nodes.proxy(), TwoNodes.ANY, operation);
    }

    @Test
    void aLostResponseIsNeitherAppliedTwiceNorTakenForAConflict() {
        Probe user = user().create();
        for (int i = 1; i <= 3; i++) {
            nodes.proxy().reset();
            once(Outage.LOST_RESPONSE, "UpdateItem");
            user.append("list", Integer.toString(i));
        }
        assertEquals("[\"1\",\"2\",\"3\"]", user.info().text("list"));
        ApiCalls writes = nodes.proxy().calls().on(TwoNodes.ANY).writes();
        assertEquals(2, writes.size(), writes::toString);
        // The SDK's second attempt finds what the first one has done.
        assertEquals(List.of(200, 400), writes.stream().map(ApiCall::status).toList());
    }
}
