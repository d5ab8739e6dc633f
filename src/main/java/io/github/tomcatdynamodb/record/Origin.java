package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.text.Messages;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param changed the names of the attributes that the request has set or removed which has changed
 *     the key; of any other, the old record knows better
 */
public record Origin(String key, long accessed, int maxInactive, Set<String> changed) {

    private static final Messages sm = Messages.of(Origin.class);

    public Origin {
        changed = Set.copyOf(changed);
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
        Optional<BigDecimal> accessed = ItemReader.decimal(from.get(Names.ACCESSED));
        Optional<BigDecimal> maxInactive = ItemReader.decimal(from.get(Names.MAX_INACTIVE));
        AttributeValue key = from.get(Names.KEY);
        AttributeValue changed = from.get(Names.CHANGED);
        if (accessed.isEmpty()
                || maxInactive.isEmpty()
                || key == null
                || key.s() == null
                || changed == null
                || !changed.hasL()
                || changed.l().stream().anyMatch(name -> name.s() == null)) {
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
                        changed.l().stream().map(AttributeValue::s).collect(Collectors.toSet())));
    }

    /** The same after further changes in the new record, of which the old one knows nothing. */
    Origin alsoChanged(Set<String> names) {
        Set<String> all = new HashSet<>(changed);
        all.addAll(names);
        return new Origin(key, accessed, maxInactive, all);
    }

    /** Returns {@code changed} as it is stored. */
    AttributeValue writeChanged() {
        return AttributeValue.fromL(changed.stream().map(AttributeValue::fromS).toList());
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
