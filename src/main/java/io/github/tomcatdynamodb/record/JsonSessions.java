package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.express.ExpressCookie;
import io.github.tomcatdynamodb.express.ExpressJson;
import io.github.tomcatdynamodb.express.MalformedSessionException;
import io.github.tomcatdynamodb.express.UnwritableAttributeException;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The JSON text of connect-dynamodb as stored values, and back. */
final class JsonSessions {

    private final ValueCodec codec;

    JsonSessions(ValueCodec codec) {
        this.codec = codec;
    }

    /**
     * Returns what the text holds, {@code cookie} included, in the form that an upgraded record
     * has.
     */
    Map<String, StoredValue> read(String json) throws MalformedSessionException {
        Map<String, StoredValue> values = new LinkedHashMap<>();
        ExpressJson.read(json).forEach((name, value) -> values.put(name, encode(value)));
        // Nobody but Express reads it: no type entry is needed.
        values.computeIfPresent(
                Names.COOKIE, (name, cookie) -> StoredValue.untyped(cookie.value()));
        return values;
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
            Map<String, Object> values = new LinkedHashMap<>(ExpressJson.read(json));
            values.keySet().removeAll(difference.removed());
            difference.set().forEach((name, value) -> values.put(name, codec.decode(value)));
            if (difference.maxInactive()) {
                values.computeIfPresent(Names.COOKIE, (name, cookie) -> cookie(cookie, session));
            }
            return Optional.of(ExpressJson.write(values))
                    .filter(text -> says(text, difference.set()));
        } catch (UnwritableAttributeException | UnreadableValueException e) {
            return Optional.empty();
        } catch (MalformedSessionException e) {
            throw new IllegalStateException(e);
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
        Map<String, StoredValue> said = readAgain(text);
        return values.entrySet().stream()
                .allMatch(
                        entry ->
                                said.get(entry.getKey())
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
     * native form for a value of the text, or not for its name.
     */
    Optional<Map<String, StoredValue>> asMap(String json, Difference difference) {
        Map<String, StoredValue> values = readAgain(json);
        boolean isNative =
                values.entrySet().stream()
                        .allMatch(
                                entry ->
                                        isStorable(entry.getKey())
                                                && codec.isNative(entry.getValue()));
        return isNative ? Optional.of(applied(values, difference)) : Optional.empty();
    }

    private static boolean isStorable(String name) {
        return !name.isEmpty() && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    /** The same, with bytes where there is no native form. */
    Map<String, StoredValue> asMapWithOpaque(String json, Difference difference) {
        return applied(readAgain(json), difference);
    }

    private Map<String, StoredValue> readAgain(String json) {
        try {
            return read(json);
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

    private StoredValue encode(Object value) {
        return value == null
                ? StoredValue.untyped(AttributeValue.fromNul(true))
                : codec.encode(value);
    }
}
