package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes differences onto a record, whatever format it has. */
final class UpdateWriter {

    private final RecordSettings settings;
    private final UpdatedTimes times;
    private final JsonSessions jsonSessions;
    private final ExpressCookies cookies;

    UpdateWriter(RecordSettings settings, ValueCodec codec) {
        this.settings = settings;
        this.times = new UpdatedTimes(settings);
        this.jsonSessions = new JsonSessions(codec);
        this.cookies = new ExpressCookies(codec);
    }

    /**
     * Writes a difference.
     *
     * @param basis of the record as it stands in the table
     * @param attributes what the record holds with the difference in it, for when that is more than
     *     an expression can say
     */
    SavePlan update(
            EncodedSession session,
            StoredSession stored,
            Basis basis,
            Difference difference,
            Supplier<Map<String, StoredValue>> attributes) {
        return switch (basis.format()) {
            case TOMCAT -> ours(session, stored, basis, difference, attributes, Optional.empty());
            case EXPRESS_MAP -> expressMap(session, stored, basis, difference, attributes);
            case JSON_STRING -> json(session, stored, basis, difference, Optional.empty());
        };
    }

    /** What was written under the old id of a session, see {@link SavePlanner#takeAlong}. */
    ItemUpdate takeAlong(
            EncodedSession session, StoredSession stored, Difference difference, Basis old) {
        SavePlan.Update plan =
                stored.basis().format() == Format.JSON_STRING
                        ? json(session, stored, stored.basis(), difference, Optional.of(old))
                        : ours(
                                session,
                                stored,
                                stored.basis(),
                                difference,
                                session::attributes,
                                Optional.of(old));
        return plan.update();
    }

    /** Of two that take something along, the one that has seen the later version wins. */
    private static void takenAlong(UpdateBuilder update, Basis old, boolean keepsOrigin) {
        AttributeValue version = WholeRecord.number(old.accessed());
        // The versions of a foreign record may not differ in it.
        String operator = old.format() == Format.TOMCAT ? "<" : "<=";
        update.require(operator, version, Names.TOMCAT, Names.FROM, Names.ACCESSED);
        if (keepsOrigin) {
            update.set(version, Names.TOMCAT, Names.FROM, Names.ACCESSED);
        }
    }

    /** See {@link SavePlanner#settled}. */
    ItemUpdate settled(String key, Format format) {
        UpdateBuilder update = new UpdateBuilder();
        update.requireExists(Names.TOMCAT, Names.FROM);
        return format == Format.JSON_STRING
                ? update.remove(Names.TOMCAT).build(key)
                : update.remove(Names.TOMCAT, Names.FROM).build(key);
    }

    private SavePlan.Update ours(
            EncodedSession session,
            StoredSession stored,
            Basis basis,
            Difference difference,
            Supplier<Map<String, StoredValue>> attributes,
            Optional<Basis> old) {
        RecordSeal seal = basis.seal().under(session.key());
        UpdateBuilder update = metadata(session, stored, basis, difference);
        Map<String, StoredValue> set = seal.attributes(difference.set());
        attributes(update, set, difference);
        boolean addsTypes = !basis.hasTypes() && !difference.names().isEmpty();
        if (basis.hasTypes()) {
            types(update, set, difference);
        }
        StoredSession after = expressCookie(update, session, stored, difference);
        boolean isWhole = !basis.isSealed() || update.isTooLarge();
        if (isWhole) {
            update = metadata(session, stored, basis, difference);
            update.set(seal.uid(), Names.TOMCAT, Names.UID);
            if (!difference.authentication()) {
                authentication(update, session, stored, seal);
            }
        }
        if (addsTypes) {
            update.requireNone(Names.TOMCAT, Names.TYPES);
        }
        if (addsTypes || isWhole) {
            Map<String, StoredValue> all = seal.attributes(attributes.get());
            update.set(WholeRecord.types(all), Names.TOMCAT, Names.TYPES);
            if (isWhole) {
                update.set(WholeRecord.sess(all, after.reserved()), Names.SESS);
            }
        }
        specialKeys(update, difference);
        after = changedSinceOrigin(update, after, difference);
        if (old.isPresent()) {
            takenAlong(update, old.get(), true);
        }
        return plan(
                session,
                after,
                difference,
                update,
                times.after(session, basis, difference, Optional.empty()));
    }

    /**
     * Adds what is changed to what the old record does not know, if what was written there
     * meanwhile may still be taken along.
     */
    private static StoredSession changedSinceOrigin(
            UpdateBuilder update, StoredSession stored, Difference difference) {
        if (stored.origin().isEmpty() || difference.names().isEmpty()) {
            return stored;
        }
        Origin origin = stored.origin().get().alsoChanged(stored, difference.names());
        update.requireExists(Names.TOMCAT, Names.FROM);
        update.set(origin.writeChanged(), Names.TOMCAT, Names.FROM, Names.CHANGED);
        return stored.withOrigin(Optional.of(origin));
    }

    private UpdateBuilder metadata(
            EncodedSession session, StoredSession stored, Basis basis, Difference difference) {
        UpdateBuilder update = new UpdateBuilder();
        update.require("=", WholeRecord.number(basis.created()), Names.TOMCAT, Names.CREATED);
        update.requireExists(Names.SESS);
        AttributeValue accessed =
                WholeRecord.number(UpdatedTimes.accessed(session, basis, difference));
        update.set(accessed, Names.TOMCAT, Names.ACCESSED);
        // Of that version and no other: no change of another node's is overlooked, and an attempt
        // does nothing that arrives after its request was given up.
        update.require("=", WholeRecord.number(basis.accessed()), Names.TOMCAT, Names.ACCESSED);
        if (session.accessed() >= basis.accessed() || difference.maxInactive()) {
            times.write(update, session, basis, difference);
        }
        if (difference.maxInactive()) {
            update.set(WholeRecord.number(session.maxInactive()), Names.TOMCAT, Names.MAX_INACTIVE);
        }
        if (difference.authentication()) {
            authentication(update, session, stored, basis.seal().under(session.key()));
        }
        return update;
    }

    private static void authentication(
            UpdateBuilder update, EncodedSession session, StoredSession stored, RecordSeal seal) {
        Map<String, StoredValue> parts = stored.authentication(session);
        if (parts.isEmpty()) {
            update.remove(Names.TOMCAT, Names.AUTH);
        } else {
            update.set(
                    WholeRecord.authentication(seal.authentication(parts)),
                    Names.TOMCAT,
                    Names.AUTH);
        }
    }

    private static void attributes(
            UpdateBuilder update, Map<String, StoredValue> set, Difference difference) {
        set.forEach((name, value) -> update.set(value.value(), Names.SESS, name));
        difference.removed().forEach(name -> update.remove(Names.SESS, name));
    }

    private static void types(
            UpdateBuilder update, Map<String, StoredValue> set, Difference difference) {
        set.forEach(
                (name, value) -> {
                    AttributeValue type = WholeRecord.type(name, value);
                    if (type == null) {
                        // Also when there was none: another node may have set the attribute
                        // to a value that has one.
                        update.remove(Names.TOMCAT, Names.TYPES, name);
                    } else {
                        update.set(type, Names.TOMCAT, Names.TYPES, name);
                    }
                });
        difference.removed().forEach(name -> update.remove(Names.TOMCAT, Names.TYPES, name));
    }

    private void specialKeys(UpdateBuilder update, Difference difference) {
        settings.specialKeys()
                .copies(difference.set())
                .forEach((name, copy) -> update.set(copy, name));
        difference.removed().stream()
                .filter(settings.specialKeys().types()::containsKey)
                .forEach(name -> update.remove(name));
    }

    /** Adds the cookie that express-session insists on, or brings its timeout up to date. */
    private StoredSession expressCookie(
            UpdateBuilder update,
            EncodedSession session,
            StoredSession stored,
            Difference difference) {
        boolean isThere = stored.reserved().containsKey(Names.COOKIE);
        if (!settings.expressCompatible() || (isThere && !difference.maxInactive())) {
            return stored;
        }
        Map<String, AttributeValue> reserved = cookies.in(session, stored.reserved());
        update.set(reserved.get(Names.COOKIE), Names.SESS, Names.COOKIE);
        return stored.withReserved(reserved);
    }

    private SavePlan expressMap(
            EncodedSession session,
            StoredSession stored,
            Basis basis,
            Difference difference,
            Supplier<Map<String, StoredValue>> attributes) {
        RecordSeal seal = basis.seal().under(session.key());
        Map<String, StoredValue> set = seal.attributes(difference.set());
        UpdateBuilder update = upgrade(session, basis, difference, set);
        times.write(update, session, basis, difference);
        attributes(update, set, difference);
        StoredSession after = expressCookie(update, session, stored, difference);
        if (!basis.isSealed() || update.isTooLarge()) {
            Map<String, StoredValue> all = seal.attributes(attributes.get());
            update = upgrade(session, basis, difference, all);
            times.write(update, session, basis, difference);
            update.set(WholeRecord.sess(all, after.reserved()), Names.SESS);
        }
        specialKeys(update, difference);
        update.requireNone(Names.TOMCAT);
        update.require(
                "attribute_type("
                        + update.path(Names.SESS)
                        + ", "
                        + update.value(AttributeValue.fromS("M"))
                        + ")");
        return plan(
                session,
                after,
                difference,
                update,
                times.after(session, basis, difference, Optional.empty()));
    }

    private SavePlan.Update json(
            EncodedSession session,
            StoredSession stored,
            Basis basis,
            Difference difference,
            Optional<Basis> old) {
        String before = basis.json().orElseThrow();
        Optional<String> text = jsonSessions.apply(before, session, difference);
        Optional<Map<String, StoredValue>> map = jsonSessions.asMap(before, difference);
        boolean asText =
                text.isPresent() && (settings.legacyFormat() == LegacyFormat.KEEP || map.isEmpty());
        UpdateBuilder update;
        StoredSession after = stored;
        if (asText) {
            update = new UpdateBuilder();
            times.write(update, session, basis, difference);
            if (!text.get().equals(before)) {
                update.set(AttributeValue.fromS(text.get()), Names.SESS);
            }
            after = changedSinceOrigin(update, after, difference);
        } else {
            Map<String, StoredValue> attributes =
                    new HashMap<>(
                            map.orElseGet(() -> jsonSessions.asMapWithOpaque(before, difference)));
            Map<String, AttributeValue> reserved = takeReserved(attributes);
            if (settings.expressCompatible() && (reserved.isEmpty() || difference.maxInactive())) {
                reserved = cookies.in(session, reserved);
            }
            after = stored.withReserved(reserved);
            RecordSeal seal = basis.seal().under(session.key());
            Map<String, StoredValue> sealed = seal.attributes(attributes);
            update = upgrade(session, basis, difference, sealed);
            times.write(update, session, basis, difference);
            update.set(WholeRecord.sess(sealed, reserved), Names.SESS);
            Optional<AttributeValue> unmapped = jsonSessions.unmapped(before).map(seal::unmapped);
            if (unmapped.isPresent()) {
                update.set(unmapped.get(), Names.UNMAPPED);
                after = after.withForeign(Names.UNMAPPED, unmapped.get());
            }
        }
        specialKeys(update, difference);
        requireText(update, before);
        if (old.isPresent()) {
            takenAlong(update, old.get(), asText);
        }
        return plan(
                session,
                after,
                difference,
                update,
                times.after(session, basis, difference, asText ? text : Optional.empty()));
    }

    /**
     * Turns a JSON record into a map, although no session has been used. How long it lives is left
     * alone, so that a request which prolongs it at this moment is not undone.
     *
     * @return the update; empty when the record cannot be represented as a map
     */
    Optional<ItemUpdate> upgradeUnused(String key, SessionRecord record) {
        Basis basis = record.basis();
        String before = basis.json().orElseThrow();
        EncodedSession session =
                new EncodedSession(
                        key,
                        basis.created(),
                        basis.accessed(),
                        basis.maxInactive(),
                        record.attributes(),
                        Map.of());
        Difference none = new Difference(Map.of(), Set.of(), false, false);
        return jsonSessions
                .asMap(before, none)
                .map(
                        values -> {
                            Map<String, StoredValue> attributes = new HashMap<>(values);
                            Map<String, AttributeValue> reserved = takeReserved(attributes);
                            Map<String, StoredValue> sealed =
                                    basis.seal().under(key).attributes(attributes);
                            UpdateBuilder update = upgrade(session, basis, none, sealed);
                            if (basis.expires().isEmpty()) {
                                times.write(update, session, basis, none);
                            }
                            update.set(WholeRecord.sess(sealed, reserved), Names.SESS);
                            requireText(update, before);
                            return update.build(key);
                        });
    }

    /**
     * The session's own cookie is no attribute and needs no type entry, which would make it one.
     */
    private static Map<String, AttributeValue> takeReserved(Map<String, StoredValue> values) {
        return ItemReader.isExpressCookie(values.get(Names.COOKIE))
                ? Map.of(Names.COOKIE, values.remove(Names.COOKIE).value())
                : Map.of();
    }

    private static void requireText(UpdateBuilder update, String text) {
        update.require("=", AttributeValue.fromS(text), Names.SESS);
    }

    /** Begins an update that turns a foreign record into one of ours. */
    private UpdateBuilder upgrade(
            EncodedSession session,
            Basis basis,
            Difference difference,
            Map<String, StoredValue> sealed) {
        RecordSeal seal = basis.seal().under(session.key());
        UpdateBuilder update = new UpdateBuilder();
        update.set(
                WholeRecord.tomcat(
                        basis.created(),
                        UpdatedTimes.accessed(session, basis, difference),
                        UpdatedTimes.maxInactive(session, basis, difference),
                        seal.uid(),
                        sealed,
                        seal.authentication(session.authentication())),
                Names.TOMCAT);
        return update;
    }

    private static SavePlan.Update plan(
            EncodedSession session,
            StoredSession stored,
            Difference difference,
            UpdateBuilder update,
            Basis after) {
        return new SavePlan.Update(
                difference.isEmpty() ? Reason.TOUCHED : Reason.CHANGED,
                difference.names(),
                update.build(session.key()),
                stored.saved(session, difference, after));
    }
}
