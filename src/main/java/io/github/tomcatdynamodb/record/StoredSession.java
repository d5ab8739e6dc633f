package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is remembered, between load and save, of what is stored: what changed can be told from it,
 * and the record can be written whole without losing what the session object does not hold.
 *
 * @param key the value of the partition key that the record is stored under
 * @param basis format and times of the record
 * @param maxInactive the timeout that the session object had then, in seconds; another node may
 *     have changed that of the record meanwhile
 * @param held the attributes that the session object holds
 * @param authentication the parts of the authentication, also what the session object does not hold
 *     because its seal was refused
 * @param kept attributes that the session object does not hold, because they could not be decoded
 *     or the Manager filters them out, in their stored form
 * @param reserved see {@link SessionRecord#reserved}
 * @param foreign see {@link SessionRecord#foreign}
 * @param origin see {@link SessionRecord#origin}
 * @param large see {@link SessionRecord#large}
 */
public record StoredSession(
        String key,
        Basis basis,
        int maxInactive,
        Map<String, Held> held,
        Map<String, Held> authentication,
        Map<String, StoredValue> kept,
        Map<String, AttributeValue> reserved,
        Map<String, AttributeValue> foreign,
        Optional<Origin> origin,
        Map<String, LargePointer> large) {

    public StoredSession {
        held = Map.copyOf(held);
        authentication = Map.copyOf(authentication);
        kept = Map.copyOf(kept);
        reserved = Map.copyOf(reserved);
        foreign = Map.copyOf(foreign);
        large = Map.copyOf(large);
    }

    /**
     * What is remembered of a record that was just loaded.
     *
     * @param key the value of the partition key
     * @param session the record
     * @param inSession the names of the attributes that the session object has taken
     * @param isNative whether a stored form is free of opaque bytes
     */
    public static StoredSession loaded(
            String key,
            SessionRecord session,
            Set<String> inSession,
            Predicate<StoredValue> isNative) {
        Map<String, Held> held = new HashMap<>();
        Map<String, StoredValue> kept = new HashMap<>();
        session.attributes()
                .forEach(
                        (name, value) -> {
                            if (inSession.contains(name)) {
                                held.put(name, new Held.Form(value, !isNative.test(value)));
                            } else {
                                kept.put(name, value);
                            }
                        });
        Map<String, Held> authentication = new HashMap<>();
        session.authentication()
                .forEach(
                        (name, value) ->
                                authentication.put(
                                        name, new Held.Form(value, !isNative.test(value))));
        return new StoredSession(
                key,
                session.basis(),
                session.basis().maxInactive(),
                held,
                authentication,
                kept,
                session.reserved(),
                session.foreign(),
                session.origin(),
                session.large());
    }

    /** What is remembered of a record all of whose attributes are at hand. */
    public static StoredSession of(
            String key, SessionRecord session, Predicate<StoredValue> isNative) {
        return loaded(key, session, session.attributes().keySet(), isNative);
    }

    /**
     * Returns the stored form of an attribute that is encoded to the same again, unless it changes:
     * a native one.
     */
    public Optional<StoredValue> nativeForm(String name) {
        return held.get(name) instanceof Held.Form read && !read.mayDiffer()
                ? Optional.of(read.form())
                : Optional.empty();
    }

    /** What the record holds after a save that writes all attributes. */
    Map<String, StoredValue> attributes(EncodedSession session, Difference difference) {
        Map<String, StoredValue> attributes = new HashMap<>(kept);
        attributes.putAll(session.attributes());
        merelyRead(session, difference).forEach((name, read) -> attributes.put(name, read.form()));
        return attributes;
    }

    /**
     * What has not changed although it is encoded to other bytes here. It stays as it was read:
     * another version of the application may have written it, and know more of it.
     */
    private Map<String, Held.Form> merelyRead(EncodedSession session, Difference difference) {
        Map<String, Held.Form> merelyRead = new HashMap<>();
        held.forEach(
                (name, before) -> {
                    if (before instanceof Held.Form read
                            && session.attributes().containsKey(name)
                            && !difference.set().containsKey(name)
                            && !read.form().equals(session.attributes().get(name))) {
                        merelyRead.put(name, read);
                    }
                });
        return merelyRead;
    }

    /** The parts of the authentication that the session object holds. */
    Map<String, Held> heldAuthentication() {
        Map<String, Held> parts = new HashMap<>(authentication);
        parts.keySet().removeAll(refusedAuthentication().keySet());
        return parts;
    }

    private Map<String, StoredValue> refusedAuthentication() {
        Map<String, StoredValue> refused = new HashMap<>();
        authentication.forEach(
                (name, part) -> {
                    if (part instanceof Held.Form read && read.form().isRefused()) {
                        refused.put(name, read.form());
                    }
                });
        return refused;
    }

    /** The parts of the authentication that the record holds after a save. */
    Map<String, StoredValue> authentication(EncodedSession session) {
        Map<String, StoredValue> parts = refusedAuthentication();
        parts.putAll(session.authentication());
        return parts;
    }

    /** What is remembered after a save. */
    StoredSession saved(EncodedSession session, Difference difference, Basis basis) {
        Map<String, StoredValue> stillKept = new HashMap<>(kept);
        stillKept.keySet().removeAll(session.attributes().keySet());
        Map<String, Held> stillHeld = written(session.attributes());
        stillHeld.putAll(merelyRead(session, difference));
        return new StoredSession(
                session.key(),
                basis,
                session.maxInactive(),
                stillHeld,
                written(authentication(session)),
                stillKept,
                reserved,
                foreign,
                origin,
                large);
    }

    /** What is remembered after the first save of a new session. */
    static StoredSession created(
            EncodedSession session, Basis basis, Map<String, AttributeValue> reserved) {
        return new StoredSession(
                session.key(),
                basis,
                session.maxInactive(),
                written(session.attributes()),
                written(session.authentication()),
                Map.of(),
                reserved,
                Map.of(),
                Optional.empty(),
                Map.of());
    }

    /**
     * Whether the session was created then. A foreign record does not say, so it is taken for the
     * same.
     *
     * @param created epoch milliseconds
     */
    public boolean isOf(long created) {
        return !basis.format().storesTimes() || basis.created() == created;
    }

    /** Whether a record under the same key holds this session, not a later one. */
    public boolean isSameAs(SessionRecord record) {
        return !record.basis().format().storesTimes() || isOf(record.basis().created());
    }

    /** The same, remembered of a record under another key. */
    public StoredSession withKey(String other) {
        return with(other, basis, reserved, foreign, origin, large);
    }

    /** The same in as little memory as is possible: for a session that stays in memory. */
    public StoredSession compact() {
        return new StoredSession(
                key,
                basis,
                maxInactive,
                compact(held),
                compact(authentication),
                kept,
                reserved,
                foreign,
                origin,
                large);
    }

    private static Map<String, Held> compact(Map<String, Held> held) {
        Map<String, Held> compact = new HashMap<>(held);
        compact.replaceAll((name, value) -> value.compact());
        return compact;
    }

    /**
     * The same, of a version before the record's: somebody else has written what the session object
     * does not hold. Any further write of the object is refused then and planned anew onto the
     * record, and a record that it makes under another key asks for what this one has more.
     *
     * @param before what was remembered before that was found out
     */
    public StoredSession outdated(StoredSession before) {
        return withBasis(
                basis.format() == Format.TOMCAT
                        ? basis.withAccessed(basis.accessed() - 1)
                        : before.basis());
    }

    /**
     * Whether the session object holds all of a record but for a difference, which it is about to
     * write.
     */
    boolean holds(
            SessionRecord record,
            Difference difference,
            BiPredicate<StoredValue, StoredValue> sameContent) {
        Set<String> names = new HashSet<>(held.keySet());
        names.addAll(kept.keySet());
        names.addAll(record.attributes().keySet());
        names.removeAll(difference.names());
        return (difference.maxInactive() || record.basis().maxInactive() == maxInactive)
                && names.stream().allMatch(name -> holds(record, name, sameContent));
    }

    private boolean holds(
            SessionRecord record, String name, BiPredicate<StoredValue, StoredValue> sameContent) {
        StoredValue there = record.attributes().get(name);
        return there != null
                && (held.containsKey(name)
                        ? held.get(name).isSame(there, sameContent)
                        : there.equals(kept.get(name)));
    }

    StoredSession withBasis(Basis other) {
        return other.equals(basis) ? this : with(key, other, reserved, foreign, origin, large);
    }

    StoredSession withReserved(Map<String, AttributeValue> other) {
        return with(key, basis, other, foreign, origin, large);
    }

    /** The same with another origin. */
    public StoredSession withOrigin(Optional<Origin> other) {
        return with(key, basis, reserved, foreign, other, large);
    }

    /** The same, with its large attributes elsewhere. */
    StoredSession withLarge(Map<String, LargePointer> other) {
        return with(key, basis, reserved, foreign, origin, other);
    }

    /** The pointers to large attributes that a difference does not change. */
    Map<String, LargePointer> largeBut(Difference difference) {
        Map<String, LargePointer> unchanged = new HashMap<>(large);
        unchanged.keySet().removeAll(difference.names());
        return unchanged;
    }

    /** The same, with another attribute of the item that is not ours. */
    StoredSession withForeign(String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(foreign);
        more.put(name, value);
        return with(key, basis, reserved, more, origin, large);
    }

    /** The same session object, of whose record something else is remembered. */
    private StoredSession with(
            String otherKey,
            Basis otherBasis,
            Map<String, AttributeValue> otherReserved,
            Map<String, AttributeValue> otherForeign,
            Optional<Origin> otherOrigin,
            Map<String, LargePointer> otherLarge) {
        return new StoredSession(
                otherKey,
                otherBasis,
                maxInactive,
                held,
                authentication,
                kept,
                otherReserved,
                otherForeign,
                otherOrigin,
                otherLarge);
    }

    private static Map<String, Held> written(Map<String, StoredValue> values) {
        Map<String, Held> held = new HashMap<>();
        // Encoding it again gives the same bytes.
        values.forEach((name, value) -> held.put(name, new Held.Form(value, false)));
        return held;
    }
}
