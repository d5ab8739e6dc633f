package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.text.Messages;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where a session comes from that has got another id. In its record until it is certain that the
 * one under the old id has ended, and that nothing is written there any more.
 *
 * @param id the old id
 * @param accessed the last access of the old record in epoch milliseconds, up to which its content
 *     is in the new one; it tells its versions apart
 * @param maxInactive the timeout in seconds that the session had before that request
 * @param changed the names of the attributes that the request has set or removed which has changed
 *     the id; of any other, the old record knows better
 */
public record Origin(String id, long accessed, int maxInactive, Set<String> changed) {

    private static final Messages sm = Messages.of(Origin.class);

    public Origin {
        changed = Set.copyOf(changed);
    }

    static Optional<Origin> read(AttributeValue tomcat) throws MalformedRecordException {
        AttributeValue written = tomcat == null ? null : tomcat.m().get(Names.FROM);
        if (written == null) {
            return Optional.empty();
        }
        Map<String, AttributeValue> from = written.m();
        Optional<BigDecimal> accessed = ItemReader.decimal(from.get(Names.ACCESSED));
        Optional<BigDecimal> maxInactive = ItemReader.decimal(from.get(Names.MAX_INACTIVE));
        AttributeValue id = from.get(Names.ID);
        AttributeValue changed = from.get(Names.CHANGED);
        if (accessed.isEmpty()
                || maxInactive.isEmpty()
                || id == null
                || id.s() == null
                || changed == null
                || !changed.hasL()
                || changed.l().stream().anyMatch(name -> name.s() == null)) {
            throw new MalformedRecordException(sm.getString("record.from"));
        }
        return Optional.of(
                new Origin(
                        id.s(),
                        accessed.get().longValue(),
                        maxInactive.get().intValue(),
                        changed.l().stream().map(AttributeValue::s).collect(Collectors.toSet())));
    }

    AttributeValue write() {
        return AttributeValue.fromM(
                Map.of(
                        Names.ID,
                        AttributeValue.fromS(id),
                        Names.ACCESSED,
                        WholeRecord.number(accessed),
                        Names.MAX_INACTIVE,
                        WholeRecord.number(maxInactive),
                        Names.CHANGED,
                        AttributeValue.fromL(
                                changed.stream().map(AttributeValue::fromS).toList())));
    }
}
