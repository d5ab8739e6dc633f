package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes differences onto a record, whatever format it has. */
final class UpdateWriter {

    private final UpdatedTimes times;
    private final UpdateParts parts;
    private final ForeignUpdates foreign;
    private final LargeAttributes large;

    UpdateWriter(RecordSettings settings, ValueCodec codec) {
        this.times = new UpdatedTimes(settings);
        this.parts = new UpdateParts(settings, new ExpressCookies(codec));
        this.large = new LargeAttributes(settings.large());
        this.foreign = new ForeignUpdates(times, parts, large, new JsonSessions(codec));
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
            case EXPRESS_MAP -> foreign.expressMap(session, stored, basis, difference, attributes);
            case JSON_STRING -> foreign.json(session, stored, basis, difference, Optional.empty());
        };
    }

    /** What was written under the old id of a session, see {@link SavePlanner#takeAlong}. */
    SavePlan.Update takeAlong(
            EncodedSession session, StoredSession stored, Difference difference, Basis old) {
        return stored.basis().format() == Format.JSON_STRING
                ? foreign.json(session, stored, stored.basis(), difference, Optional.of(old))
                : ours(
                        session,
                        stored,
                        stored.basis(),
                        difference,
                        session::attributes,
                        Optional.of(old));
    }

    /** See {@link SavePlanner#upgrade}. */
    Optional<ItemUpdate> upgradeUnused(String key, SessionRecord record) {
        return foreign.upgradeUnused(key, record);
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
        Optional<LargeAttributes.Lifetime> lifetime = times.lifetime(session, basis, difference);
        // What another node has changed meanwhile must not be moved as it was before.
        boolean mayMove = basis.hasTypes() && basis.accessed() == stored.basis().accessed();
        Placed placed =
                large.placeChanged(
                        session, stored, difference, attributes, seal, lifetime, mayMove);
        UpdateBuilder update = metadata(session, stored, basis, difference);
        UpdateParts.attributes(update, placed.attributes(), difference);
        boolean addsTypes = !basis.hasTypes() && !difference.names().isEmpty();
        if (basis.hasTypes()) {
            types(update, placed.attributes(), difference);
        }
        StoredSession after = parts.expressCookie(update, session, stored, difference);
        // What is to be sealed anew is placed anew, below.
        List<LargeItem> items = new ArrayList<>(basis.isSealed() ? placed.items() : List.of());
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
            placed =
                    large.place(
                            attributes.get(),
                            basis.isSealed() ? placed.pointers() : Map.of(),
                            seal,
                            lifetime,
                            Map.of());
            items.addAll(placed.items());
            update.set(WholeRecord.types(placed.attributes()), Names.TOMCAT, Names.TYPES);
            if (isWhole) {
                update.set(WholeRecord.sess(placed.attributes(), after.reserved()), Names.SESS);
            }
        }
        parts.specialKeys(update, difference);
        after =
                UpdateParts.changedSinceOrigin(
                        update, after.withLarge(placed.pointers()), difference);
        if (old.isPresent()) {
            UpdateParts.takenAlong(update, old.get(), true);
        }
        return UpdateParts.plan(
                session,
                after,
                difference,
                items,
                update,
                times.after(session, basis, difference, Optional.empty()));
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
}
