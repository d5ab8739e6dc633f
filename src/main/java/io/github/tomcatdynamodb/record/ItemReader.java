package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.express.MalformedSessionException;
import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import io.github.tomcatdynamodb.value.ValueCodec;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tells what an item is: our own record, one of a Node store, or none. */
public final class ItemReader {

    private static final Messages sm = Messages.of(ItemReader.class);

    /**
     * The type entry of an attribute with a reserved name whose native value determines its type.
     */
    static final AttributeValue PLAIN = AttributeValue.fromS("plain");

    private final RecordSettings settings;
    private final JsonSessions jsonSessions;

    /**
     * @param settings how records are written
     * @param codec decides how the values of JSON records are stored once they are upgraded
     */
    public ItemReader(RecordSettings settings, ValueCodec codec) {
        this.settings = settings;
        this.jsonSessions = new JsonSessions(codec);
    }

    /**
     * Reads an item. Never throws for what is in it.
     *
     * @param item the item; empty when there is none
     * @param now epoch milliseconds; a foreign record does not say when it was last accessed
     * @param defaultMaxInactive the timeout in seconds for a foreign record without a cookie
     * @param contents gives what stands in items of its own; what it throws is passed on
     */
    public Reading read(
            Map<String, AttributeValue> item,
            long now,
            int defaultMaxInactive,
            LargeContents contents) {
        AttributeValue sess = item.get(Names.SESS);
        AttributeValue tomcat = item.get(Names.TOMCAT);
        try {
            if (isAbsent(sess)) {
                return withoutSession(item, tomcat);
            }
            OptionalInt newer = newerFormat(tomcat);
            if (newer.isPresent()) {
                return new Reading.Newer(newer.getAsInt());
            }
            boolean isForeign = sess.s() != null || tomcat == null;
            if (isForeign && settings.seal().refusesUnsealed()) {
                return new Reading.Damaged(sm.getString("record.unsealed"));
            }
            return switch (sess.type()) {
                case S -> live(json(item, sess.s(), now, defaultMaxInactive));
                case M ->
                        live(
                                tomcat == null
                                        ? expressMap(item, sess.m(), now, defaultMaxInactive)
                                        : ours(item, sess.m(), tomcat, contents));
                default -> new Reading.Damaged(sm.getString("record.sessType", sess.type()));
            };
        } catch (MalformedSessionException
                | MalformedRecordException
                | UnstorableValueException e) {
            return new Reading.Damaged(e.getMessage());
        }
    }

    private static Reading live(SessionRecord session) {
        return new Reading.Live(session);
    }

    /** Also an empty string and NULL: both Node stores take them for no session. */
    private static boolean isAbsent(AttributeValue sess) {
        return sess == null
                || Boolean.TRUE.equals(sess.nul())
                || (sess.s() != null && sess.s().isEmpty());
    }

    private Reading withoutSession(Map<String, AttributeValue> item, AttributeValue tomcat)
            throws MalformedRecordException {
        if (tomcat != null && tomcat.hasM() && tomcat.m().containsKey(Names.GONE)) {
            long created = number(tomcat.m(), Names.CREATED).longValue();
            AttributeValue moved = tomcat.m().get(Names.MOVED);
            return moved != null
                            && moved.s() != null
                            && seal(item).isMoved(moved.s(), tomcat.m().get(Names.SEAL))
                    ? new Reading.Moved(created, moved.s())
                    : new Reading.LoggedOut(created);
        }
        return new Reading.Absent();
    }

    /**
     * Returns the format of a record that only newer releases can read. One that says that older
     * readers may read it is none.
     */
    private static OptionalInt newerFormat(AttributeValue tomcat) throws MalformedRecordException {
        if (tomcat == null || !tomcat.m().containsKey(Names.VERSION)) {
            return OptionalInt.empty();
        }
        int format = number(tomcat.m(), Names.VERSION).intValue();
        int oldest =
                tomcat.m().containsKey(Names.MIN)
                        ? number(tomcat.m(), Names.MIN).intValue()
                        : format;
        return oldest > Names.FORMAT_VERSION ? OptionalInt.of(format) : OptionalInt.empty();
    }

    /** With the uid in the record, or with a new one. */
    private RecordSeal seal(Map<String, AttributeValue> item) {
        AttributeValue key = item.get(settings.hashKey());
        String recordKey = key == null || key.s() == null ? "" : key.s();
        return new RecordSeal(
                uid(item)
                        .map(uid -> settings.seal().session(uid, recordKey))
                        .orElseGet(() -> settings.seal().session(recordKey)));
    }

    private static Optional<byte[]> uid(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(Names.TOMCAT))
                .map(tomcat -> tomcat.m().get(Names.UID))
                .map(AttributeValue::b)
                .map(SdkBytes::asByteArray)
                .filter(uid -> uid.length >= Seal.UID_BYTES);
    }

    private SessionRecord ours(
            Map<String, AttributeValue> item,
            Map<String, AttributeValue> sess,
            AttributeValue tomcat,
            LargeContents contents)
            throws MalformedRecordException {
        if (!tomcat.hasM()) {
            throw new MalformedRecordException(sm.getString("record.tomcatType", tomcat.type()));
        }
        Map<String, AttributeValue> metadata = tomcat.m();
        number(metadata, Names.VERSION);
        AttributeValue types = metadata.get(Names.TYPES);
        if (types != null && !types.hasM()) {
            throw new MalformedRecordException(sm.getString("record.types", types.type()));
        }
        Map<String, AttributeValue> entries = types == null ? Map.of() : types.m();
        Map<String, StoredValue> attributes = typed(sess, entries);
        LargeValues large = LargeValues.read(entries, sess, contents);
        Map<String, StoredValue> authentication = authentication(metadata);
        RecordSeal seal = seal(item);
        Basis basis =
                new Basis(
                        Format.TOMCAT,
                        number(metadata, Names.CREATED).longValue(),
                        number(metadata, Names.ACCESSED).longValue(),
                        number(metadata, Names.MAX_INACTIVE).intValue(),
                        ForeignTimes.expires(item.get(settings.ttlAttribute())),
                        Optional.empty(),
                        types != null,
                        seal,
                        uid(item).isPresent()
                                && large.areCurrent(seal)
                                && seal.isCurrent(
                                        without(
                                                reservedNames(Format.TOMCAT, attributes),
                                                attributes),
                                        authentication));
        return session(item, basis, attributes, authentication, large);
    }

    private SessionRecord expressMap(
            Map<String, AttributeValue> item,
            Map<String, AttributeValue> sess,
            long now,
            int defaultMaxInactive)
            throws MalformedRecordException {
        Map<String, StoredValue> values = typed(sess, Map.of());
        return session(
                item,
                foreignBasis(
                        item,
                        Format.EXPRESS_MAP,
                        values,
                        Optional.empty(),
                        now,
                        defaultMaxInactive),
                values,
                Map.of(),
                LargeValues.NONE);
    }

    private SessionRecord json(
            Map<String, AttributeValue> item, String json, long now, int defaultMaxInactive)
            throws MalformedSessionException, MalformedRecordException {
        Map<String, StoredValue> values = jsonSessions.read(json);
        return session(
                item,
                foreignBasis(
                        item,
                        Format.JSON_STRING,
                        values,
                        Optional.of(json),
                        now,
                        defaultMaxInactive),
                values,
                Map.of(),
                LargeValues.NONE);
    }

    private SessionRecord session(
            Map<String, AttributeValue> item,
            Basis basis,
            Map<String, StoredValue> values,
            Map<String, StoredValue> authentication,
            LargeValues large)
            throws MalformedRecordException {
        Set<String> reservedNames = reservedNames(basis.format(), values);
        Map<String, AttributeValue> reserved = new HashMap<>();
        reservedNames.forEach(name -> reserved.put(name, values.get(name).value()));
        Map<String, StoredValue> stored = without(reservedNames, values);
        Map<String, StoredValue> attributes =
                basis.format() == Format.JSON_STRING ? stored : basis.seal().openAttributes(stored);
        attributes.replaceAll(
                (name, value) ->
                        PLAIN.equals(value.type()) && !value.isRefused()
                                ? StoredValue.untyped(value.value())
                                : value);
        attributes.putAll(large.open(basis.seal()));
        return new SessionRecord(
                basis,
                attributes,
                basis.seal().openAuthentication(authentication),
                reserved,
                foreign(item),
                Origin.read(item.get(Names.TOMCAT), basis.seal()),
                large.pointers());
    }

    /** The names of what a Node store keeps in {@code sess} beside the attributes. */
    private static Set<String> reservedNames(Format format, Map<String, StoredValue> values) {
        if (!isExpressCookie(values.get(Names.COOKIE))) {
            return Set.of();
        }
        StoredValue lastModified = values.get(Names.LAST_MODIFIED);
        // connect-dynamodb keeps none there: in its records the name is the application's.
        return format != Format.JSON_STRING && lastModified != null && lastModified.type() == null
                ? Set.of(Names.COOKIE, Names.LAST_MODIFIED)
                : Set.of(Names.COOKIE);
    }

    private static Map<String, StoredValue> without(
            Set<String> names, Map<String, StoredValue> values) {
        Map<String, StoredValue> rest = new HashMap<>(values);
        rest.keySet().removeAll(names);
        return rest;
    }

    static boolean isExpressCookie(StoredValue cookie) {
        return cookie != null && cookie.type() == null && cookie.value().hasM();
    }

    private Map<String, AttributeValue> foreign(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> foreign = new HashMap<>(item);
        foreign.keySet().remove(settings.hashKey());
        foreign.keySet().remove(settings.ttlAttribute());
        foreign.keySet().remove(Names.SESS);
        foreign.keySet().remove(Names.TOMCAT);
        return foreign;
    }

    private static Map<String, StoredValue> typed(
            Map<String, AttributeValue> sess, Map<String, AttributeValue> types) {
        Map<String, StoredValue> values = new HashMap<>();
        sess.forEach(
                (name, value) -> {
                    AttributeValue type = types.get(name);
                    values.put(
                            name,
                            LargePointer.read(type).isPresent()
                                    ? StoredValue.untyped(value)
                                    : new StoredValue(value, type));
                });
        return values;
    }

    private static Map<String, StoredValue> authentication(Map<String, AttributeValue> metadata) {
        AttributeValue authentication = metadata.get(Names.AUTH);
        if (authentication == null || !authentication.hasM()) {
            return Map.of();
        }
        Map<String, StoredValue> parts = new HashMap<>();
        authentication.m().forEach((name, part) -> parts.put(name, AuthenticationPart.read(part)));
        return parts;
    }

    /**
     * The times of a foreign record. It says when it expires, and by its cookie how long it lives
     * after an access: so the last access is the difference. Its creation is unknown.
     */
    private Basis foreignBasis(
            Map<String, AttributeValue> item,
            Format format,
            Map<String, StoredValue> values,
            Optional<String> json,
            long now,
            int defaultMaxInactive) {
        int maxInactive =
                isExpressCookie(values.get(Names.COOKIE))
                        ? ForeignTimes.maxInactive(values.get(Names.COOKIE).value().m())
                        : defaultMaxInactive;
        OptionalLong expires = ForeignTimes.expires(item.get(settings.ttlAttribute()));
        long accessed =
                expires.isPresent() && maxInactive > 0
                        ? Math.max(0, Math.min(now, expires.getAsLong() - maxInactive * 1000L))
                        : now;
        RecordSeal seal = seal(item);
        return new Basis(
                format,
                accessed,
                accessed,
                maxInactive,
                expires,
                json,
                true,
                seal,
                seal.isCurrent(without(reservedNames(format, values), values), Map.of()));
    }

    private static BigDecimal number(Map<String, AttributeValue> metadata, String name)
            throws MalformedRecordException {
        AttributeValue value = metadata.get(name);
        return Optional.ofNullable(value)
                .flatMap(ForeignTimes::decimal)
                .orElseThrow(
                        () -> new MalformedRecordException(sm.getString("record.number", name)));
    }
}
