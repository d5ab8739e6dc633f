package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * What a session has changed since it was stored. What it merely read is not in it, so it can be
 * applied to a record that another node has changed meanwhile.
 *
 * @param set attributes that are new or have another value
 * @param removed the names of attributes that are gone
 * @param maxInactive whether the timeout has changed
 * @param authentication whether the authentication has changed
 */
public record Difference(
        Map<String, StoredValue> set,
        Set<String> removed,
        boolean maxInactive,
        boolean authentication) {

    public Difference {
        set = Map.copyOf(set);
        removed = Set.copyOf(removed);
    }

    /**
     * Compares a session with what is stored of it.
     *
     * @param sameContent see {@link Held#isSame}
     */
    static Difference between(
            StoredSession stored,
            EncodedSession session,
            BiPredicate<StoredValue, StoredValue> sameContent) {
        Set<String> removed = new HashSet<>(stored.held().keySet());
        removed.removeAll(session.attributes().keySet());
        Map<String, Held> authentication = stored.heldAuthentication();
        return new Difference(
                changed(stored.held(), session.attributes(), sameContent),
                removed,
                stored.maxInactive() != session.maxInactive(),
                !authentication.keySet().equals(session.authentication().keySet())
                        || !changed(authentication, session.authentication(), sameContent)
                                .isEmpty());
    }

    /** The attributes of a record with the difference in them. */
    Map<String, StoredValue> onto(Map<String, StoredValue> attributes) {
        Map<String, StoredValue> changed = new HashMap<>(attributes);
        changed.keySet().removeAll(removed);
        changed.putAll(set);
        return changed;
    }

    boolean isEmpty() {
        return set.isEmpty() && removed.isEmpty() && !maxInactive && !authentication;
    }

    /** The names of the attributes that were set or removed, sorted. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(set.keySet());
        names.addAll(removed);
        return names;
    }

    private static Map<String, StoredValue> changed(
            Map<String, Held> held,
            Map<String, StoredValue> current,
            BiPredicate<StoredValue, StoredValue> sameContent) {
        Map<String, StoredValue> changed = new HashMap<>();
        current.forEach(
                (name, value) -> {
                    Held before = held.get(name);
                    if (before == null || !before.isSame(value, sameContent)) {
                        changed.put(name, value);
                    }
                });
        return changed;
    }
}
