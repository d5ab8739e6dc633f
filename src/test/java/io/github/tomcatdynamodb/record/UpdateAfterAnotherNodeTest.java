package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Updates of a session that two nodes have at once. */
class UpdateAfterAnotherNodeTest extends Updates {
    @Test
    void setToAValueWithoutType_removesTheTypeThatAnotherNodeHasWrittenMeanwhile() {
        StoredSession one = stored.create(stored.session("lasttype", NOW, Map.of("a", "1")));
        StoredSession two = stored.load("lasttype");
        StoredValue typed = new StoredValue(s("5"), s("Exotic"));

        stored.write(plan(two, stored.session("lasttype", NOW + 1, Map.of("a", typed))));
        EncodedSession last = stored.session("lasttype", NOW + 2, Map.of("a", "last"));
        Reading current = stored.refused(plan(one, last), NOW);
        stored.write(stored.planner().planAgain(last, Optional.of(one), current, NOW));

        assertEquals(Map.of("a", "last"), stored.values("lasttype"));
    }

    @Test
    void changesOfTwoNodes_toDifferentAttributes_areBothKept() {
        StoredSession one = stored.create(stored.session("both", NOW, Map.of("a", 1, "b", 1)));
        StoredSession two = stored.load("both");

        stored.write(plan(one, stored.session("both", NOW + 1, Map.of("a", 2, "b", 1))));
        EncodedSession late = stored.session("both", NOW + 2, Map.of("a", 1, "b", 2, "c", 2));
        Reading current = stored.refused(plan(two, late), NOW);
        stored.write(stored.planner().planAgain(late, Optional.of(two), current, NOW));

        assertEquals(Map.of("a", 2, "b", 2, "c", 2), stored.values("both"));
    }

    @Test
    void aSlowRequest_addsItsChanges_butLeavesTheLaterAccess() {
        StoredSession slow = stored.create(stored.session("slow", NOW, Map.of()));
        StoredSession quick = stored.load("slow");
        stored.write(plan(quick, stored.session("slow", NOW + 9_000, Map.of("q", 1))));
        AttributeValue expires = stored.item("slow").get("expires");
        EncodedSession late = stored.session("slow", NOW + 1_000, Map.of("s", 1));

        Reading current = stored.refused(plan(slow, late), NOW);
        stored.write(stored.planner().planAgain(late, Optional.of(slow), current, NOW));

        assertEquals(Map.of("q", 1, "s", 1), stored.values("slow"));
        // By a millisecond forward: that tells the versions of the record apart.
        assertEquals(NOW + 9_001, stored.live("slow").basis().accessed());
        assertEquals(expires, stored.item("slow").get("expires"));
    }

    @Test
    void aSlowRequest_thatOnlyTouches_writesNothing() {
        StoredSession slow = stored.create(stored.session("slowtouch", NOW, Map.of()));
        StoredSession quick = stored.load("slowtouch");
        stored.write(plan(quick, stored.session("slowtouch", NOW + 300_000, Map.of())));
        EncodedSession late = stored.session("slowtouch", NOW + 200_000, Map.of());

        Reading current = stored.refused(plan(slow, late), NOW);

        assertInstanceOf(
                SavePlan.Nothing.class,
                stored.planner().planAgain(late, Optional.of(slow), current, NOW));
    }

    @Test
    void aTimeoutThatAnotherNodeHasRaised_isNotCutByATouch() {
        StoredSession one = stored.create(stored.session("raised", NOW, Map.of()));
        StoredSession two = stored.load("raised");
        stored.write(plan(two, stored.session("raised", NOW, NOW, 7200, Map.of())));
        EncodedSession touching = stored.session("raised", NOW + 800_000, Map.of());

        StoredSession after = save(touching, one);

        SessionRecord record = stored.live("raised");
        assertEquals(7200, record.basis().maxInactive());
        assertEquals(NOW + 800_000, record.basis().accessed());
        assertTrue(
                record.basis().expires().getAsLong() >= NOW + 800_000 + 7_800_000,
                "expires early: " + record);

        // Nor by what the same session object, which still has the old timeout, writes later.
        save(stored.session("raised", NOW + 900_000, Map.of("a", 1)), after);
        assertEquals(7200, stored.live("raised").basis().maxInactive());
        assertTrue(
                stored.live("raised").basis().expires().getAsLong() >= NOW + 900_000 + 7_800_000);
    }

    @Test
    void aTimeoutThatAnotherNodeHasRaised_isNotUndoneByASaveThatWritesNothing() {
        StoredSession one = stored.create(stored.session("undone", NOW, Map.of()));
        StoredSession two = stored.load("undone");
        stored.write(plan(two, stored.session("undone", NOW, NOW + 300_000, 7200, Map.of())));

        StoredSession after = save(stored.session("undone", NOW + 200_000, Map.of()), one);
        save(stored.session("undone", NOW + 310_000, Map.of("a", 1)), after);

        assertEquals(7200, stored.live("undone").basis().maxInactive());
    }

    @Test
    void aTimeoutChangedHere_winsOverOneChangedElsewhere() {
        StoredSession one = stored.create(stored.session("lastwins", NOW, Map.of()));
        StoredSession two = stored.load("lastwins");
        stored.write(plan(two, stored.session("lastwins", NOW, NOW, 7200, Map.of())));

        save(stored.session("lastwins", NOW, NOW + 1, 60, Map.of()), one);

        assertEquals(60, stored.live("lastwins").basis().maxInactive());
        assertEquals(n(NOW / 1000 + 1 + 66), stored.item("lastwins").get("expires"));
    }

    /** Two nodes that change different attributes of one session, at random. */
    @RepeatedTest(15)
    void whateverTwoNodesChange_isInTheRecord(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String id = "random-" + repetition.getCurrentRepetition();
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<String> mine = names.subList(0, names.size() / 2);
        List<String> theirs = names.subList(names.size() / 2, names.size());
        Map<String, Object> expected = new HashMap<>();
        StoredSession one = stored.create(stored.session(id, NOW, expected));
        for (int round = 1; round <= 4; round++) {
            StoredSession two = stored.load(id);
            Map<String, Object> first = change(expected, mine, random);
            Map<String, Object> second = change(expected, theirs, random);
            one = save(stored.session(id, NOW + round * 10L, first), one);
            save(stored.session(id, NOW + round * 10L - random.nextInt(20), second), two);
            mine.forEach(name -> copy(name, first, expected));
            theirs.forEach(name -> copy(name, second, expected));

            assertEquals(expected, stored.values(id));
            one = stored.load(id);
        }
    }

    private static Map<String, Object> change(
            Map<String, Object> attributes, List<String> names, Random random) {
        Map<String, Object> changed = new HashMap<>(attributes);
        for (String name : names) {
            switch (random.nextInt(5)) {
                case 0 -> changed.put(name, random.nextInt());
                case 1 -> changed.put(name, "text" + random.nextInt());
                case 2 -> changed.put(name, random.nextBoolean());
                case 3 -> changed.remove(name);
                default -> changed.getOrDefault(name, "unchanged");
            }
        }
        return changed;
    }

    private static void copy(String name, Map<String, Object> from, Map<String, Object> to) {
        if (from.containsKey(name)) {
            to.put(name, from.get(name));
        } else {
            to.remove(name);
        }
    }
}
