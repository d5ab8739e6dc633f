package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Large attributes when something fails, and when several nodes or ids are at work. */
class LargeAttributesFailureIT extends LargeSessions {

    // ---- Nothing is half

    @Test
    void save_thatFailsBetweenTheItemsAndTheSession_leavesTheFormerOne() {
        String id = create(100 * KB);
        a.proxy().inject(FaultRule.always(Fault.internalServerError()).on("UpdateItem"));

        assertThrows(RuntimeException.class, () -> set(a, id, "large", noise(100 * KB, 2)));

        assertEquals(2, parts().size(), "what nobody points at expires");
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void save_whoseItemsCannotBeWritten_writesNothingOfTheSession() {
        String id = create(100 * KB);
        a.proxy().inject(FaultRule.always(Fault.internalServerError()).on("PutItem"));

        assertThrows(
                RuntimeException.class,
                () ->
                        a.request(
                                id,
                                session -> {
                                    session.setAttribute("large", noise(100 * KB, 2));
                                    session.setAttribute("small", 1);
                                }));

        assertEquals(0, get(b, id, "small"));
    }

    @Test
    void load_whoseItemsCannotBeRead_fails_andIsNotTakenForNoSession() {
        String id = create(100 * KB);
        b.proxy()
                .inject(
                        FaultRule.always(Fault.internalServerError())
                                .on("GetItem")
                                .where((operation, call) -> call.toString().contains("#large.")));

        assertThrows(RuntimeException.class, () -> b.attributes(id));

        b.proxy().heal();
        clock.advance(Duration.ofSeconds(30));
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void load_ofReplicasThatLag_readsTheItemStrongly() {
        b.proxy().lag(Duration.ofHours(1), 1, 7);
        String id = create(100 * KB);

        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void load_withoutItsItems_costsTheAttribute_andLeavesThePointer() {
        String id = create(100 * KB);
        for (Map<String, AttributeValue> part : parts()) {
            LocalDynamoDb.dynamo()
                    .client()
                    .deleteItem(
                            delete -> delete.tableName(table).key(Map.of("id", part.get("id"))));
        }

        assertEquals(Map.of("small", 0), b.attributes(id).orElseThrow());
        set(b, id, "small", 1);

        assertEquals(Map.of("small", 1), b.attributes(id).orElseThrow());
        assertTrue(pointer(id, "large").isPresent());
    }

    @Test
    void load_ofItemsThatSomebodyHasChanged_costsTheAttribute() {
        String id = create(100 * KB);
        Map<String, AttributeValue> part = new HashMap<>(parts().get(0));
        part.put("tomcat", AttributeValue.fromB(SdkBytes.fromByteArray(noise(100 * KB, 9))));
        LocalDynamoDb.dynamo().put(table, part);

        assertEquals(Map.of("small", 0), b.attributes(id).orElseThrow());
    }

    // ---- Several nodes, other ids

    @Test
    void save_onTopOfAnotherNodesChange_keepsTheLargeOneThatItWrote() {
        String id = create(100 * KB);
        Session onA = a.open(id).orElseThrow();

        set(b, id, "large", noise(90 * KB, 2));
        onA.getSession().setAttribute("small", 1);
        a.finish(onA);

        assertEquals(1, get(b, id, "small"));
        assertArrayEquals(noise(90 * KB, 2), (byte[]) get(a, id, "large"));
    }

    @Test
    void save_ofALargeOne_onTopOfAnotherNodesSmallOne_keepsBoth() {
        String id = create(100 * KB);
        Session onA = a.open(id).orElseThrow();

        set(b, id, "small", 1);
        onA.getSession().setAttribute("large", noise(90 * KB, 2));
        a.finish(onA);

        assertEquals(1, get(b, id, "small"));
        assertArrayEquals(noise(90 * KB, 2), (byte[]) get(b, id, "large"));
    }

    @Test
    void newId_pointsAtTheSameItems_andWritesNoneOfThem() {
        String id = create(100 * KB);
        Session session = a.open(id).orElseThrow();

        String other = a.changeId(session);
        a.finish(session);

        assertEquals(1, parts().size());
        assertEquals(
                3.0,
                units(a.calls().writes()),
                "the new record, the tombstone, and that it is done");
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, other, "large"));
    }

    @Test
    void newId_takesAlongALargeOneThatWasWrittenUnderTheOldOne() {
        String id = create(100 * KB);
        Session onA = a.open(id).orElseThrow();

        set(b, id, "large", noise(90 * KB, 2));
        String other = a.changeId(onA);
        a.finish(onA);

        assertArrayEquals(noise(90 * KB, 2), (byte[]) get(b, other, "large"));
    }

    @Test
    void logOut_endsTheSession() {
        String id = create(100 * KB);

        Session session = a.open(id).orElseThrow();
        session.expire();

        assertTrue(b.load(id).isEmpty());
        assertFalse(item(id).containsKey("sess"));
    }
}
