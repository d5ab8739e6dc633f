package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes records whole. */
final class PutWriter {

    private final RecordSettings settings;
    private final ExpressCookies cookies;

    PutWriter(RecordSettings settings, ValueCodec codec) {
        this.settings = settings;
        this.cookies = new ExpressCookies(codec);
    }

    /** A session that was never stored. */
    SavePlan create(EncodedSession session, String key, long now) {
        Basis basis = basis(session, session.created());
        Map<String, AttributeValue> reserved =
                settings.expressCompatible() ? cookies.in(session, Map.of()) : Map.of();
        return put(
                Reason.CREATED, session, key, StoredSession.created(session, basis, reserved), now);
    }

    /**
     * A session whose record is gone or under another id: what the session object does not hold is
     * carried over.
     */
    SavePlan whole(
            Reason reason, EncodedSession session, String key, StoredSession stored, long now) {
        Basis basis = basis(session, stored.basis().created());
        return put(reason, session, key, stored.saved(session, basis), now);
    }

    private SavePlan put(
            Reason reason, EncodedSession session, String key, StoredSession after, long now) {
        Map<String, StoredValue> attributes = new HashMap<>(after.kept());
        attributes.putAll(session.attributes());
        Map<String, AttributeValue> item = new HashMap<>(after.foreign());
        item.keySet().removeAll(settings.specialKeys().types().keySet());
        item.putAll(settings.specialKeys().copies(session.attributes()));
        item.put(Names.SESS, WholeRecord.sess(attributes, after.reserved()));
        item.put(
                Names.TOMCAT,
                WholeRecord.tomcat(
                        after.basis().created(),
                        session.accessed(),
                        session.maxInactive(),
                        attributes,
                        session.authentication()));
        settings.expiry()
                .expires(session.accessed(), session.maxInactive())
                .ifPresent(
                        expires -> item.put(settings.ttlAttribute(), WholeRecord.number(expires)));
        UpdateBuilder guard = guard(after.basis().created(), now);
        return new SavePlan.Put(
                reason,
                session.attributes().keySet(),
                new ItemPut(key, item, guard.condition(), guard.names(), guard.values()),
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

    private Basis basis(EncodedSession session, long created) {
        OptionalLong expires = settings.expiry().expires(session.accessed(), session.maxInactive());
        return new Basis(
                Format.TOMCAT,
                created,
                session.accessed(),
                session.maxInactive(),
                expires.isPresent()
                        ? OptionalLong.of(expires.getAsLong() * 1000L)
                        : OptionalLong.empty(),
                Optional.empty());
    }
}
