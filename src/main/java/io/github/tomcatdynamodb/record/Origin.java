package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.Fingerprint;
import io.github.tomcatdynamodb.value.StoredValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where a session comes from that has got another key. In its record until it is certain that the
 * one under the old key has ended, and that nothing is written there any more.
 *
 * @param key the old key
 * @param accessed the last access of the old record in epoch milliseconds, up to which its content
 *     is in the new one; it tells its versions apart
 * @param maxInactive the timeout in seconds that the session had before that request
 * @param changed what has been set or removed since: the names of the attributes, with the digest
 *     of the value before, which is empty when there was none. While the old record still holds
 *     that value, the new one knows better; of any other attribute the old one does
 */
public record Origin(String key, long accessed, int maxInactive, Map<String, String> changed) {

    private static final Messages sm = Messages.of(Origin.class);

    public Origin {
        changed = Map.copyOf(changed);
    }

    /**
     * Reads where a session comes from. What this store has not written is left alone.
     *
     * @param seal of the session
     */
    static Optional<Origin> read(AttributeValue tomcat, RecordSeal seal)
            throws MalformedRecordException {
        AttributeValue written = tomcat == null ? null : tomcat.m().get(Names.FROM);
        if (written == null) {
            return Optional.empty();
        }
        Map<String, AttributeValue> from = written.m();
        Optional<BigDecimal> accessed = ForeignTimes.decimal(from.get(Names.ACCESSED));
        Optional<BigDecimal> maxInactive = ForeignTimes.decimal(from.get(Names.MAX_INACTIVE));
        AttributeValue key = from.get(Names.KEY);
        AttributeValue changed = from.get(Names.CHANGED);
        if (accessed.isEmpty()
                || maxInactive.isEmpty()
                || key == null
                || key.s() == null
                || changed == null
                || !changed.hasM()
                || changed.m().values().stream().anyMatch(digest -> digest.s() == null)) {
            throw new MalformedRecordException(sm.getString("record.from"));
        }
        if (!seal.isFrom(key.s(), from.get(Names.SEAL))) {
            return Optional.empty();
        }
        return Optional.of(
                new Origin(
                        key.s(),
                        accessed.get().longValue(),
                        maxInactive.get().intValue(),
                        changed.m().entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey, name -> name.getValue().s()))));
    }

    /**
     * Where a session comes from that is about to get another key.
     *
     * @param old what is remembered of the record under the old key
     * @param names of the attributes that were set or removed since
     * @param seal of the session under its new key
     */
    static Origin of(StoredSession old, Set<String> names, RecordSeal seal) {
        return new Origin(
                old.key(), old.basis().accessed(), old.maxInactive(), digests(old, names, seal));
    }

    /**
     * The same after further changes in the new record, of which the old one knows nothing.
     *
     * @param now what is remembered of the new record before them
     */
    Origin alsoChanged(StoredSession now, Set<String> names) {
        Map<String, String> all = digests(now, names, now.basis().seal());
        all.putAll(changed);
        return new Origin(key, accessed, maxInactive, all);
    }

    private static Map<String, String> digests(
            StoredSession before, Set<String> names, RecordSeal seal) {
        return names.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                name ->
                                        Optional.ofNullable(before.held().get(name))
                                                .map(
                                                        value ->
                                                                seal.digest(
                                                                        name,
                                                                        digest(
                                                                                value
                                                                                        .fingerprint())))
                                                .orElse("")));
    }

    /**
     * Returns whether the new record knows better what an attribute is.
     *
     * @param there its value in the old record; {@code null} when there is none
     * @param seal of the session under its new key
     */
    boolean knowsBetter(String name, StoredValue there, RecordSeal seal) {
        String before = changed.get(name);
        if (before == null || there == null || before.isEmpty()) {
            return before != null && there == null && before.isEmpty();
        }
        return seal.isDigest(name, digest(there.fingerprint()), before);
    }

    private static String digest(Fingerprint fingerprint) {
        return "%016x%016x".formatted(fingerprint.high(), fingerprint.low());
    }

    /** Returns {@code changed} as it is stored. */
    AttributeValue writeChanged() {
        return AttributeValue.fromM(
                changed.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        name -> AttributeValue.fromS(name.getValue()))));
    }

    /**
     * Returns all of it as it is stored.
     *
     * @param seal of the session under its new key
     */
    AttributeValue write(RecordSeal seal) {
        Map<String, AttributeValue> from = new HashMap<>();
        from.put(Names.KEY, AttributeValue.fromS(key));
        from.put(Names.ACCESSED, WholeRecord.number(accessed));
        from.put(Names.MAX_INACTIVE, WholeRecord.number(maxInactive));
        from.put(Names.CHANGED, writeChanged());
        seal.markFrom(key, from);
        return AttributeValue.fromM(from);
    }
}
