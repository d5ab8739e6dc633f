package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Brings together what two requests have made of one session while one of them has given it another
 * id. Of what both have changed, the one with the new id wins.
 */
public final class Merge {

    private final ValueCodec codec;

    /**
     * @param codec compares values
     */
    public Merge(ValueCodec codec) {
        this.codec = codec;
    }

    /**
     * Returns the session with the changes of both.
     *
     * @param id the new id
     * @param base what both began with
     * @param old the record under the old id
     * @param current the record under the new id
     * @return the session as it shall be stored under the new id
     */
    public EncodedSession merge(
            String id, StoredSession base, SessionRecord old, SessionRecord current) {
        Map<String, Held> attributes = new HashMap<>(base.held());
        base.kept()
                .forEach(
                        (name, value) ->
                                attributes.put(name, Held.read(value, codec.isNative(value))));
        return new EncodedSession(
                id,
                current.basis().created(),
                current.basis().accessed(),
                current.basis().maxInactive() == base.maxInactive()
                        ? old.basis().maxInactive()
                        : current.basis().maxInactive(),
                merge(attributes, old.attributes(), current.attributes()),
                merge(base.authentication(), old.authentication(), current.authentication()));
    }

    private Map<String, StoredValue> merge(
            Map<String, Held> base,
            Map<String, StoredValue> old,
            Map<String, StoredValue> current) {
        Map<String, StoredValue> merged = new HashMap<>(current);
        Set<String> names = new HashSet<>(base.keySet());
        names.addAll(old.keySet());
        for (String name : names) {
            Held before = base.get(name);
            if (isSame(before, current.get(name)) && !isSame(before, old.get(name))) {
                if (old.containsKey(name)) {
                    merged.put(name, old.get(name));
                } else {
                    merged.remove(name);
                }
            }
        }
        return merged;
    }

    private boolean isSame(Held before, StoredValue value) {
        if (before == null || value == null) {
            return before == null && value == null;
        }
        return before.fingerprint().equals(value.fingerprint())
                || (before.opaque().isPresent() && codec.unchanged(before.opaque().get(), value));
    }
}
