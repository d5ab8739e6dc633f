package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.tomcatdynamodb.value.StoredValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What was merely read stays as it is stored, in whatever form that is. */
class SaveOfReadValuesTest extends PlannedSaves {
    /** A value in another form than it is encoded to here, as another version may write it. */
    private static StoredValue otherForm(ArrayList<?> value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Not deflated.
        bytes.write(1);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoredValue(
                AttributeValue.fromB(SdkBytes.fromByteArray(bytes.toByteArray())),
                s("java:java.util.ArrayList"));
    }

    private static final ArrayList<Integer> READ = new ArrayList<>(List.of(1, 2));
    private static final StoredValue OTHER_FORM = otherForm(READ);

    /** A node has loaded a session whose attribute {@code read} has another form. */
    private StoredSession loadOtherForm(String id) {
        stored.create(stored.session(id, NOW, Map.of("read", OTHER_FORM, "a", 1)));
        return stored.load(id);
    }

    @Test
    void plan_whenTheIdChanged_leavesWhatWasMerelyReadAsItIs() {
        StoredSession remembered = loadOtherForm("read1");

        EncodedSession session = stored.session("read2", NOW, Map.of("read", READ, "a", 2));
        stored.write(plan(session, Optional.of(remembered)));

        assertEquals(OTHER_FORM, stored.live("read2").attributes().get("read"));
        assertEquals(Map.of("read", READ, "a", 2), stored.values("read2"));
    }

    @Test
    void plan_whenTheIdChangedLater_leavesWhatWasMerelyReadAsItIs() {
        StoredSession remembered = loadOtherForm("read3").compact();

        EncodedSession session = stored.session("read3", NOW, Map.of("read", READ, "a", 2));
        StoredSession after = stored.write(plan(session, Optional.of(remembered))).compact();
        assertEquals(OTHER_FORM, stored.live("read3").attributes().get("read"));
        assertInstanceOf(SavePlan.Nothing.class, plan(session, Optional.of(after)));

        stored.write(plan(session.withKey("read4"), Optional.of(after)));
        assertEquals(OTHER_FORM, stored.live("read4").attributes().get("read"));
    }

    @Test
    void plan_whenTheIdChanged_writesWhatHasChanged() {
        StoredSession remembered = loadOtherForm("read5");

        EncodedSession session = stored.session("read6", NOW, Map.of("read", List.of(3)));
        stored.write(plan(session, Optional.of(remembered)));

        assertEquals(Map.of("read", List.of(3)), stored.values("read6"));
    }

    @Test
    void plan_ofMoreChangesThanAnExpressionHolds_leavesWhatWasMerelyReadAsItIs() {
        StoredSession remembered = loadOtherForm("read7");

        Map<String, Object> attributes = new HashMap<>(Map.of("read", READ));
        for (int i = 0; i < 400; i++) {
            attributes.put("attribute " + i, i);
        }
        stored.write(plan(stored.session("read7", NOW, attributes), Optional.of(remembered)));

        assertEquals(OTHER_FORM, stored.live("read7").attributes().get("read"));
        assertEquals(attributes, stored.values("read7"));
    }

    @Test
    void save_afterTimeToLiveHasDeletedTheRecord_leavesWhatWasMerelyReadAsItWas() {
        StoredSession remembered = loadOtherForm("read8");
        stored.delete("read8");

        EncodedSession session = stored.session("read8", EXPIRED, Map.of("read", READ, "a", 2));
        stored.write(again(session, Optional.of(remembered), EXPIRED));

        assertEquals(OTHER_FORM, stored.live("read8", EXPIRED).attributes().get("read"));
    }
}
