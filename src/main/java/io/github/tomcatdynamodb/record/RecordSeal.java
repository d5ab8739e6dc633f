package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.seal.SessionSeal;
import io.github.tomcatdynamodb.value.seal.UidMark;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Seals the parts of a record and opens them, each by the path at which it stands there: so none of
 * them can be put into another's place.
 *
 * @param seal of the session and the record
 */
public record RecordSeal(SessionSeal seal) {

    private static final String ATTRIBUTES = Names.SESS + '.';
    private static final String AUTHENTICATION = Names.TOMCAT + '.' + Names.AUTH + '.';
    private static final String FROM = Names.TOMCAT + '.' + Names.FROM;
    private static final String MOVED = Names.TOMCAT + '.' + Names.MOVED;

    /** Returns what seals the same session under another key. */
    RecordSeal under(String key) {
        return new RecordSeal(seal.under(key));
    }

    /** Returns what keeps the session apart from any other, as it stands in the record. */
    AttributeValue uid() {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(seal.uid()));
    }

    /**
     * Returns the paths of attributes of the session.
     *
     * @param names their names, separated by commas
     */
    public static Set<String> paths(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> ATTRIBUTES + name)
                .collect(Collectors.toSet());
    }

    /**
     * Returns what stands for the session in the keys of other items. Made of the uid, but not the
     * uid: keys stand in logs of DynamoDB's calls, and who knows the uid can make {@linkplain
     * AccessProof proofs} of accesses.
     */
    String largeName() {
        return UidMark.of(seal.uid(), "large", 0);
    }

    /**
     * Returns an attribute in the form in which it is written into items of its own: they stay when
     * the session gets another key.
     */
    StoredValue large(String name, StoredValue plain) {
        return underAnyKey().seal.close(ATTRIBUTES + name, plain);
    }

    /** Returns an attribute as it is read from items of its own. */
    StoredValue openLarge(String name, StoredValue closed) {
        return underAnyKey().open(ATTRIBUTES + name, closed);
    }

    boolean isLargeCurrent(String name, StoredValue closed) {
        return underAnyKey().seal.isCurrent(ATTRIBUTES + name, closed);
    }

    /** Bound to the session alone, not to its key. */
    private RecordSeal underAnyKey() {
        return under("");
    }

    /** Returns attributes in the form in which they are written. */
    Map<String, StoredValue> attributes(Map<String, StoredValue> plain) {
        return close(ATTRIBUTES, plain);
    }

    /** Returns the parts of the authentication in the form in which they are written. */
    Map<String, StoredValue> authentication(Map<String, StoredValue> plain) {
        return close(AUTHENTICATION, plain);
    }

    private Map<String, StoredValue> close(String where, Map<String, StoredValue> plain) {
        Map<String, StoredValue> closed = new HashMap<>();
        plain.forEach((name, value) -> closed.put(name, seal.close(where + name, value)));
        return closed;
    }

    /** Returns attributes as they are read; what has no good seal is refused. */
    Map<String, StoredValue> openAttributes(Map<String, StoredValue> stored) {
        return open(ATTRIBUTES, stored);
    }

    /** Returns the parts of the authentication as they are read. */
    Map<String, StoredValue> openAuthentication(Map<String, StoredValue> stored) {
        return open(AUTHENTICATION, stored);
    }

    private Map<String, StoredValue> open(String where, Map<String, StoredValue> stored) {
        Map<String, StoredValue> opened = new HashMap<>();
        stored.forEach((name, value) -> opened.put(name, open(where + name, value)));
        return opened;
    }

    private StoredValue open(String path, StoredValue stored) {
        try {
            return seal.open(path, stored);
        } catch (UnreadableValueException e) {
            // Who asks for it is told so.
            return stored.refused();
        }
    }

    /** Returns whether nothing in a record would be written in another form now. */
    boolean isCurrent(
            Map<String, StoredValue> attributes, Map<String, StoredValue> authentication) {
        return isCurrent(ATTRIBUTES, attributes) && isCurrent(AUTHENTICATION, authentication);
    }

    private boolean isCurrent(String where, Map<String, StoredValue> stored) {
        return stored.entrySet().stream()
                .allMatch(entry -> seal.isCurrent(where + entry.getKey(), entry.getValue()));
    }

    /** Returns a text that nobody shall read; where nothing is encrypted, as it is. */
    AttributeValue unmapped(String text) {
        return seal.close(Names.UNMAPPED, StoredValue.untyped(AttributeValue.fromS(text))).value();
    }

    /** Adds to where a session comes from what says that this store wrote it. */
    void markFrom(String key, Map<String, AttributeValue> from) {
        seal.mark(FROM, key).ifPresent(mark -> from.put(Names.SEAL, mark));
    }

    boolean isFrom(String key, AttributeValue mark) {
        return seal.isMarked(FROM, key, mark);
    }

    /**
     * Returns the digest of an attribute's former value as it is stored: whoever has no key learns
     * nothing from it.
     */
    String digest(String name, String digest) {
        return seal.mark(FROM + '.' + name, digest)
                .map(mark -> Base64.getEncoder().encodeToString(mark.b().asByteArrayUnsafe()))
                .orElse(digest);
    }

    /** Returns whether a stored digest is this one. */
    boolean isDigest(String name, String digest, String stored) {
        if (stored.equals(digest)) {
            return true;
        }
        try {
            byte[] mark = Base64.getDecoder().decode(stored);
            return seal.mark(FROM, digest).isPresent()
                    && seal.isMarked(
                            FROM + '.' + name,
                            digest,
                            AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(mark)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Adds to where a session went what says that this store wrote it. */
    void markMoved(String key, Map<String, AttributeValue> tomcat) {
        seal.mark(MOVED, key).ifPresent(mark -> tomcat.put(Names.SEAL, mark));
    }

    boolean isMoved(String key, AttributeValue mark) {
        return seal.isMarked(MOVED, key, mark);
    }
}
