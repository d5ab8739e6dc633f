package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.express.ExpressCookie;
import io.github.tomcatdynamodb.express.ExpressJson;
import io.github.tomcatdynamodb.express.MalformedSessionException;
import io.github.tomcatdynamodb.express.SessionText;
import io.github.tomcatdynamodb.express.UnwritableAttributeException;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The JSON text of connect-dynamodb as stored values, and back. */
final class JsonSessions {

    /** DynamoDB's limit for the name of an attribute, in bytes. */
    private static final int LONGEST_NAME = 65_535;

    private final ValueCodec codec;

    JsonSessions(ValueCodec codec) {
        this.codec = codec;
    }

    /**
     * Returns what the text holds, {@code cookie} included, in the form that an upgraded record
     * has. What no map can hold is not among it: it stays in the text.
     */
    Map<String, StoredValue> read(String json) throws MalformedSessionException {
        return values(SessionText.read(json));
    }

    private Map<String, StoredValue> values(SessionText text) {
        Map<String, StoredValue> values = new LinkedHashMap<>();
        text.values()
                .forEach(
                        (name, value) ->
                                storable(name, value)
                                        .ifPresent(stored -> values.put(name, stored)));
        if (text.values().get(Names.COOKIE) instanceof Map<?, ?> cookie) {
            values.put(Names.COOKIE, storable(cookie));
        }
        return values;
    }

    /** The cookie. Nobody but Express reads it: no type entry is needed. */
    private StoredValue storable(Map<?, ?> cookie) {
        Map<String, AttributeValue> members = new HashMap<>();
        cookie.forEach(
                (name, value) ->
                        storable((String) name, value)
                                .filter(codec::isNative)
                                .ifPresent(stored -> members.put((String) name, stored.value())));
        return StoredValue.untyped(AttributeValue.fromM(members));
    }

    /** Empty for a name that DynamoDB does not know, or a value that is nested too deeply. */
    private Optional<StoredValue> storable(String name, Object value) {
        boolean isName = !name.isEmpty() && StandardCharsets.UTF_8.newEncoder().canEncode(name);
        if (!isName || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    value == null
                            ? StoredValue.untyped(AttributeValue.fromNul(true))
                            : codec.encode(value));
        } catch (UnstorableValueException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the text with a difference applied to it, or empty when JSON cannot say exactly what
     * the session holds.
     */
    Optional<String> apply(String json, EncodedSession session, Difference difference) {
        if (!session.authentication().isEmpty()) {
            return Optional.empty();
        }
        if (difference.isEmpty()) {
            return Optional.of(json);
        }
        try {
            SessionText before = readAgain(json);
            Map<String, Object> set = new LinkedHashMap<>();
            difference.set().forEach((name, value) -> set.put(name, codec.decode(value)));
            if (difference.maxInactive() && before.values().get(Names.COOKIE) != null) {
                set.put(Names.COOKIE, cookie(before.values().get(Names.COOKIE), session));
            }
            return Optional.of(before.with(difference.removed(), set))
                    .filter(text -> says(text, difference.set()));
        } catch (UnwritableAttributeException | UnreadableValueException e) {
            return Optional.empty();
        }
    }

    /** Returns a session as text, or empty when JSON cannot say all of it. */
    Optional<String> write(EncodedSession session, ExpressCookie cookie) {
        if (!session.authentication().isEmpty() || session.attributes().containsKey(Names.COOKIE)) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(Names.COOKIE, cookie.members());
        try {
            session.attributes().forEach((name, value) -> values.put(name, codec.decode(value)));
            return Optional.of(ExpressJson.write(values))
                    .filter(text -> says(text, session.attributes()));
        } catch (UnwritableAttributeException | UnreadableValueException e) {
            return Optional.empty();
        }
    }

    /** Whether a text gives values back as they are: the same classes, too. */
    private boolean says(String text, Map<String, StoredValue> values) {
        Map<String, StoredValue> said = values(readAgain(text));
        return values.entrySet().stream()
                .allMatch(
                        entry ->
                                said.containsKey(entry.getKey())
                                        && said.get(entry.getKey())
                                                .fingerprint()
                                                .equals(entry.getValue().fingerprint()));
    }

    /** The cookie is where an Express application finds the timeout. */
    private static Object cookie(Object cookie, EncodedSession session) {
        if (!(cookie instanceof Map<?, ?> map)) {
            return cookie;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put((String) name, value));
        return new ExpressCookie(members)
                .withMaxInactive(session.maxInactive(), Instant.ofEpochMilli(session.accessed()))
                .members();
    }

    /**
     * Returns the text's values with a difference applied to them, or empty when DynamoDB has no
     * native form for a value of the text, or not for its name, or not for a number in it.
     */
    Optional<Map<String, StoredValue>> asMap(String json, Difference difference) {
        SessionText text = readAgain(json);
        Map<String, StoredValue> values = values(text);
        boolean isNative =
                text.values().keySet().stream()
                        .allMatch(
                                name ->
                                        values.containsKey(name)
                                                && codec.isNative(values.get(name))
                                                && text.isExact(name)
                                                && isWhole(
                                                        text.values().get(name), values.get(name)));
        return isNative ? Optional.of(applied(values, difference)) : Optional.empty();
    }

    /** Whether nothing at the first level has been left out, as it may have been of the cookie. */
    private static boolean isWhole(Object value, StoredValue stored) {
        return !(value instanceof Map<?, ?> map)
                || !stored.value().hasM()
                || stored.value().m().size() == map.size();
    }

    /** The same, with bytes where there is no native form, and without what no map can hold. */
    Map<String, StoredValue> asMapWithOpaque(String json, Difference difference) {
        return applied(values(readAgain(json)), difference);
    }

    /** Returns the text of what no map can hold; empty when there is nothing. */
    Optional<String> unmapped(String json) {
        SessionText text = readAgain(json);
        Set<String> names = new HashSet<>(text.values().keySet());
        names.removeAll(values(text).keySet());
        return names.isEmpty() ? Optional.empty() : Optional.of(text.only(names));
    }

    private static SessionText readAgain(String json) {
        try {
            return SessionText.read(json);
        } catch (MalformedSessionException e) {
            // It was read when the session was loaded.
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, StoredValue> applied(
            Map<String, StoredValue> values, Difference difference) {
        values.keySet().removeAll(difference.removed());
        values.putAll(difference.set());
        return values;
    }
}
