package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.Fingerprint;
import io.github.tomcatdynamodb.value.StoredValue;
import java.math.BigDecimal;
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

    static Optional<Origin> read(AttributeValue tomcat) throws MalformedRecordException {
        AttributeValue written = tomcat == null ? null : tomcat.m().get(Names.FROM);
        if (written == null) {
            return Optional.empty();
        }
        Map<String, AttributeValue> from = written.m();
        Optional<BigDecimal> accessed = ItemReader.decimal(from.get(Names.ACCESSED));
        Optional<BigDecimal> maxInactive = ItemReader.decimal(from.get(Names.MAX_INACTIVE));
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
     */
    static Origin of(StoredSession old, Set<String> names) {
        return new Origin(
                old.key(), old.basis().accessed(), old.maxInactive(), digests(old, names));
    }

    /**
     * The same after further changes in the new record, of which the old one knows nothing.
     *
     * @param now what is remembered of the new record before them
     */
    Origin alsoChanged(StoredSession now, Set<String> names) {
        Map<String, String> all = digests(now, names);
        all.putAll(changed);
        return new Origin(key, accessed, maxInactive, all);
    }

    private static Map<String, String> digests(StoredSession before, Set<String> names) {
        return names.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                name ->
                                        Optional.ofNullable(before.held().get(name))
                                                .map(value -> digest(value.fingerprint()))
                                                .orElse("")));
    }

    /**
     * Returns whether the new record knows better what an attribute is.
     *
     * @param there its value in the old record; {@code null} when there is none
     */
    boolean knowsBetter(String name, StoredValue there) {
        String before = changed.get(name);
        return before != null && before.equals(there == null ? "" : digest(there.fingerprint()));
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

    AttributeValue write() {
        return AttributeValue.fromM(
                Map.of(
                        Names.KEY,
                        AttributeValue.fromS(key),
                        Names.ACCESSED,
                        WholeRecord.number(accessed),
                        Names.MAX_INACTIVE,
                        WholeRecord.number(maxInactive),
                        Names.CHANGED,
                        writeChanged()));
    }
}
