package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.Map;

/**
 * A session as it shall be stored.
 *
 * @param key the value of the partition key that it is stored under
 * @param created when it was created, in epoch milliseconds
 * @param accessed when it was last in use, in epoch milliseconds
 * @param maxInactive its timeout in seconds; zero or less means never
 * @param attributes its attributes in their stored form
 * @param authentication the parts of its authentication in their stored form; empty when there is
 *     none
 * @param keptByClient whether the client keeps the time of its last request itself, so that the
 *     record need not say it
 */
public record EncodedSession(
        String key,
        long created,
        long accessed,
        int maxInactive,
        Map<String, StoredValue> attributes,
        Map<String, StoredValue> authentication,
        boolean keptByClient) {

    public EncodedSession {
        attributes = Map.copyOf(attributes);
        authentication = Map.copyOf(authentication);
    }

    /** A session whose client keeps nothing. */
    public EncodedSession(
            String key,
            long created,
            long accessed,
            int maxInactive,
            Map<String, StoredValue> attributes,
            Map<String, StoredValue> authentication) {
        this(key, created, accessed, maxInactive, attributes, authentication, false);
    }

    /** The same session with another last access, in epoch milliseconds. */
    EncodedSession withAccessed(long other) {
        return new EncodedSession(
                key, created, other, maxInactive, attributes, authentication, keptByClient);
    }

    /** The same session under another key. */
    public EncodedSession withKey(String other) {
        return new EncodedSession(
                other, created, accessed, maxInactive, attributes, authentication, keptByClient);
    }

    /** The same session of a client that keeps the time of its last request, or does not. */
    public EncodedSession withKeptByClient(boolean other) {
        return new EncodedSession(
                key, created, accessed, maxInactive, attributes, authentication, other);
    }
}
