package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes differences onto records of the Node stores, which become ours by it. */
final class ForeignUpdates {

    private final UpdatedTimes times;
    private final UpdateParts parts;
    private final LargeAttributes large;
    private final JsonSessions jsonSessions;

    ForeignUpdates(
            UpdatedTimes times,
            UpdateParts parts,
            LargeAttributes large,
            JsonSessions jsonSessions) {
        this.times = times;
        this.parts = parts;
        this.large = large;
        this.jsonSessions = jsonSessions;
    }

    SavePlan expressMap(
            EncodedSession session,
            StoredSession stored,
            Basis basis,
            Difference difference,
            Supplier<Map<String, StoredValue>> attributes) {
        RecordSeal seal = basis.seal().under(session.key());
        Optional<LargeAttributes.Lifetime> lifetime = times.lifetime(session, basis, difference);
        Map<String, StoredValue> beside = new HashMap<>(attributes.get());
        beside.keySet().removeAll(difference.names());
        Placed placed = large.place(difference.set(), Map.of(), seal, lifetime, beside);
        UpdateBuilder update = upgrade(session, basis, difference, placed.attributes());
        times.write(update, session, basis, difference);
        UpdateParts.attributes(update, placed.attributes(), difference);
        StoredSession after = parts.expressCookie(update, session, stored, difference);
        if (!basis.isSealed() || update.isTooLarge()) {
            placed = large.place(attributes.get(), Map.of(), seal, lifetime, Map.of());
            update = upgrade(session, basis, difference, placed.attributes());
            times.write(update, session, basis, difference);
            update.set(WholeRecord.sess(placed.attributes(), after.reserved()), Names.SESS);
        }
        parts.specialKeys(update, difference);
        update.requireNone(Names.TOMCAT);
        update.require(
                "attribute_type("
                        + update.path(Names.SESS)
                        + ", "
                        + update.value(AttributeValue.fromS("M"))
                        + ")");
        return UpdateParts.plan(
                session,
                after.withLarge(placed.pointers()),
                difference,
                placed.items(),
                update,
                times.after(session, basis, difference, Optional.empty()));
    }

    SavePlan.Update json(
            EncodedSession session,
            StoredSession stored,
            Basis basis,
            Difference difference,
            Optional<Basis> old) {
        String before = basis.json().orElseThrow();
        Optional<String> text = jsonSessions.apply(before, session, difference);
        Optional<Map<String, StoredValue>> map = jsonSessions.asMap(before, difference);
        boolean asText =
                text.isPresent()
                        && (parts.settings().legacyFormat() == LegacyFormat.KEEP || map.isEmpty());
        UpdateBuilder update;
        StoredSession after = stored;
        List<LargeItem> items = List.of();
        if (asText) {
            update = new UpdateBuilder();
            times.write(update, session, basis, difference);
            if (!text.get().equals(before)) {
                update.set(AttributeValue.fromS(text.get()), Names.SESS);
            }
            after = UpdateParts.changedSinceOrigin(update, after, difference);
        } else {
            Map<String, StoredValue> attributes =
                    new HashMap<>(
                            map.orElseGet(() -> jsonSessions.asMapWithOpaque(before, difference)));
            Map<String, AttributeValue> reserved = takeReserved(attributes);
            if (parts.settings().expressCompatible()
                    && (reserved.isEmpty() || difference.maxInactive())) {
                reserved = parts.cookies().in(session, reserved);
            }
            after = stored.withReserved(reserved);
            RecordSeal seal = basis.seal().under(session.key());
            Placed placed =
                    large.place(
                            attributes,
                            Map.of(),
                            seal,
                            times.lifetime(session, basis, difference),
                            Map.of());
            items = placed.items();
            after = after.withLarge(placed.pointers());
            update = upgrade(session, basis, difference, placed.attributes());
            times.write(update, session, basis, difference);
            update.set(WholeRecord.sess(placed.attributes(), reserved), Names.SESS);
            Optional<AttributeValue> unmapped = jsonSessions.unmapped(before).map(seal::unmapped);
            if (unmapped.isPresent()) {
                update.set(unmapped.get(), Names.UNMAPPED);
                after = after.withForeign(Names.UNMAPPED, unmapped.get());
            }
        }
        parts.specialKeys(update, difference);
        requireText(update, before);
        if (old.isPresent()) {
            UpdateParts.takenAlong(update, old.get(), asText);
        }
        return UpdateParts.plan(
                session,
                after,
                difference,
                items,
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
}
