package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.Fingerprint;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.Optional;

/**
 * What is remembered of a stored value that the session object holds too: enough to see whether it
 * has changed.
 *
 * @param fingerprint the digest of its stored form
 * @param opaque the stored form itself, as long as it is needed to compare bytes whose encoding is
 *     not stable
 */
public record Held(Fingerprint fingerprint, Optional<StoredValue> opaque) {

    /**
     * Of a value that was just read: it may have been written by another run of the JVM, in another
     * order.
     */
    static Held read(StoredValue stored, boolean isNative) {
        return new Held(stored.fingerprint(), isNative ? Optional.empty() : Optional.of(stored));
    }

    /**
     * Of a value that this session object was just encoded to: encoding it again gives the same.
     */
    static Held written(StoredValue stored) {
        return new Held(stored.fingerprint(), Optional.empty());
    }
}
