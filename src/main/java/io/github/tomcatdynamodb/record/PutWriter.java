package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes records whole. */
final class PutWriter {

    private final RecordSettings settings;
    private final ExpressCookies cookies;
    private final JsonSessions jsonSessions;
    private final LargeAttributes large;

    PutWriter(RecordSettings settings, ValueCodec codec) {
        this.settings = settings;
        this.cookies = new ExpressCookies(codec);
        this.jsonSessions = new JsonSessions(codec);
        this.large = new LargeAttributes(settings.large());
    }

    /** A session that was never stored. */
    SavePlan create(EncodedSession session, long now) {
        RecordSeal seal = new RecordSeal(settings.seal().session(session.key()));
        if (settings.legacyFormat() == LegacyFormat.KEEP) {
            Optional<String> text = jsonSessions.write(session, cookies.created(session));
            if (text.isPresent()) {
                Basis basis = basis(session, session.created(), seal, text);
                StoredSession after = StoredSession.created(session, basis, Map.of());
                return put(
                        Reason.CREATED,
                        session,
                        after,
                        json(text.get()),
                        List.of(),
                        guard(session.created(), now));
            }
        }
        Basis basis = basis(session, session.created(), seal, Optional.empty());
        Map<String, AttributeValue> reserved =
                settings.expressCompatible() ? cookies.in(session, Map.of()) : Map.of();
        Placed placed = place(session, session.attributes(), Map.of(), seal);
        StoredSession after =
                StoredSession.created(session, basis, reserved).withLarge(placed.pointers());
        return put(
                Reason.CREATED,
                session,
                after,
                map(
                        session,
                        after,
                        placed.attributes(),
                        session.authentication(),
                        Optional.empty()),
                placed.items(),
                guard(session.created(), now));
    }

    private Placed place(
            EncodedSession session,
            Map<String, StoredValue> attributes,
            Map<String, LargePointer> there,
            RecordSeal seal) {
        return large.place(
                attributes,
                there,
                seal,
                LargeAttributes.Lifetime.of(expires(session), session.maxInactive()),
                Map.of());
    }

    /** A session whose record is gone: what the session object does not hold is carried over. */
    SavePlan restored(
            EncodedSession session, StoredSession stored, Difference difference, long now) {
        return whole(
                Reason.RESTORED,
                session,
                stored,
                difference,
                Optional.empty(),
                guard(stored.basis().created(), now));
    }

    /**
     * A session that has got another key: what the session object does not hold is carried over.
     *
     * @param origin what the record tells of the old one
     * @param over where a tombstone says that the session went, which is replaced; empty when there
     *     is none
     */
    SavePlan moved(
            EncodedSession session,
            StoredSession stored,
            Difference difference,
            Origin origin,
            Optional<String> over,
            long now) {
        // Later than any version of the old record that it was made from.
        long accessed = Math.max(session.accessed(), stored.basis().accessed() + 1);
        return whole(
                Reason.MOVED,
                session.withAccessed(accessed),
                stored,
                difference,
                Optional.of(origin),
                over.map(key -> tombstoneGuard(stored.basis().created(), key))
                        .orElseGet(() -> guard(stored.basis().created(), now)));
    }

    private SavePlan whole(
            Reason reason,
            EncodedSession session,
            StoredSession stored,
            Difference difference,
            Optional<Origin> origin,
            UpdateBuilder guard) {
        long created = stored.basis().created();
        RecordSeal seal = stored.basis().seal().under(session.key());
        Optional<String> old = stored.basis().json();
        if (old.isPresent() && staysText(old.get())) {
            Optional<String> text =
                    jsonSessions.apply(
                            old.get(),
                            session,
                            Difference.between(stored, session, (before, after) -> false));
            if (text.isPresent()) {
                StoredSession after =
                        stored.saved(session, difference, basis(session, created, seal, text))
                                .withOrigin(origin);
                Map<String, AttributeValue> content = new HashMap<>(json(text.get()));
                origin.ifPresent(
                        from ->
                                content.put(
                                        Names.TOMCAT,
                                        AttributeValue.fromM(
                                                Map.of(
                                                        Names.UID,
                                                        seal.uid(),
                                                        Names.FROM,
                                                        from.write(seal)))));
                return put(reason, session, after, content, List.of(), guard);
            }
        }
        StoredSession after =
                stored.saved(session, difference, basis(session, created, seal, Optional.empty()))
                        .withOrigin(origin);
        Optional<String> unmapped = old.flatMap(jsonSessions::unmapped);
        if (unmapped.isPresent()) {
            after = after.withForeign(Names.UNMAPPED, seal.unmapped(unmapped.get()));
        }
        if (settings.expressCompatible() && !after.reserved().containsKey(Names.COOKIE)) {
            after = after.withReserved(cookies.in(session, after.reserved()));
        }
        Placed placed =
                place(
                        session,
                        stored.attributes(session, difference),
                        // What has expired may be gone.
                        reason == Reason.RESTORED || !stored.basis().isSealed()
                                ? Map.of()
                                : stored.largeBut(difference),
                        seal);
        after = after.withLarge(placed.pointers());
        return put(
                reason,
                session,
                after,
                map(session, after, placed.attributes(), stored.authentication(session), origin),
                placed.items(),
                guard);
    }

    private boolean staysText(String json) {
        Difference none = new Difference(Map.of(), Set.of(), false, false);
        return settings.legacyFormat() == LegacyFormat.KEEP
                || jsonSessions.asMap(json, none).isEmpty();
    }

    private static Map<String, AttributeValue> json(String text) {
        return Map.of(Names.SESS, AttributeValue.fromS(text));
    }

    private static Map<String, AttributeValue> map(
            EncodedSession session,
            StoredSession after,
            Map<String, StoredValue> sealed,
            Map<String, StoredValue> authentication,
            Optional<Origin> origin) {
        RecordSeal seal = after.basis().seal();
        Map<String, AttributeValue> tomcat =
                new HashMap<>(
                        WholeRecord.tomcat(
                                        after.basis().created(),
                                        session.accessed(),
                                        session.maxInactive(),
                                        seal.uid(),
                                        sealed,
                                        seal.authentication(authentication))
                                .m());
        origin.ifPresent(from -> tomcat.put(Names.FROM, from.write(seal)));
        return Map.of(
                Names.SESS,
                WholeRecord.sess(sealed, after.reserved()),
                Names.TOMCAT,
                AttributeValue.fromM(tomcat));
    }

    private OptionalLong expires(EncodedSession session) {
        return settings.expiry()
                .expires(session.accessed(), session.maxInactive(), session.keptByClient());
    }

    private SavePlan put(
            Reason reason,
            EncodedSession session,
            StoredSession after,
            Map<String, AttributeValue> content,
            List<LargeItem> largeItems,
            UpdateBuilder guard) {
        Map<String, AttributeValue> item = new HashMap<>(after.foreign());
        item.keySet().removeAll(settings.specialKeys().types().keySet());
        item.putAll(settings.specialKeys().copies(session.attributes()));
        item.putAll(content);
        expires(session)
                .ifPresent(
                        expires -> item.put(settings.ttlAttribute(), WholeRecord.number(expires)));
        return new SavePlan.Put(
                reason,
                session.attributes().keySet(),
                largeItems,
                new ItemPut(session.key(), item, guard.condition(), guard.names(), guard.values()),
                after);
    }

    /** Nothing live may be overwritten, nor the tombstone of this very session. */
    private UpdateBuilder guard(long created, long now) {
        UpdateBuilder guard = new UpdateBuilder();
        String sess = guard.path(Names.SESS);
        String tomcat = guard.path(Names.TOMCAT);
        return guard.require(
                "(attribute_not_exists("
                        + guard.path(settings.hashKey())
                        + ") OR "
                        + guard.path(settings.ttlAttribute())
                        + " <= "
                        + guard.value(WholeRecord.number(Math.floorDiv(now, 1000L)))
                        // An empty session is none, see ItemReader.
                        + " OR ((attribute_not_exists("
                        + sess
                        + ") OR attribute_type("
                        + sess
                        + ", "
                        + guard.value(AttributeValue.fromS("NULL"))
                        + ") OR "
                        + sess
                        + " = "
                        + guard.value(AttributeValue.fromS(""))
                        + ") AND (attribute_not_exists("
                        + tomcat
                        + ") OR "
                        + guard.path(Names.TOMCAT, Names.CREATED)
                        + " <> "
                        + guard.value(WholeRecord.number(created))
                        + ")))");
    }

    /** The tombstone that this session has left there, and no other. */
    private static UpdateBuilder tombstoneGuard(long created, String movedTo) {
        return new UpdateBuilder()
                .require("=", AttributeValue.fromS(movedTo), Names.TOMCAT, Names.MOVED)
                .require("=", WholeRecord.number(created), Names.TOMCAT, Names.CREATED);
    }

    private Basis basis(
            EncodedSession session, long created, RecordSeal seal, Optional<String> json) {
        OptionalLong expires = expires(session);
        return new Basis(
                json.isPresent() ? Format.JSON_STRING : Format.TOMCAT,
                created,
                session.accessed(),
                session.maxInactive(),
                expires.isPresent()
                        ? OptionalLong.of(expires.getAsLong() * 1000L)
                        : OptionalLong.empty(),
                json,
                true,
                seal,
                true);
    }
}
