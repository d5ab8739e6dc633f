package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.table.ItemPut;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a logged-out session leaves behind for a while: an item without {@code sess}, which is no
 * session to any reader, and onto which no late write of another node fits. It costs as much to
 * write as the session costs to delete.
 */
public final class Tombstones {

    /** For so many seconds it outlives what the session itself could have lived. */
    private static final long MARGIN = 3600;

    /**
     * It need not outlive a long session, in seconds: a record that is missing before it has
     * expired counts as deleted on purpose.
     */
    private static final long MAX_LIFETIME = 24 * 3600;

    private final RecordSettings settings;

    /**
     * @param settings how records are written
     */
    public Tombstones(RecordSettings settings) {
        this.settings = settings;
    }

    /**
     * Replaces the record of a session. Refused when it goes on under another key.
     *
     * @param session what is remembered of the record
     * @param now epoch milliseconds
     */
    public ItemPut of(StoredSession session, long now) {
        Basis basis = session.basis();
        UpdateBuilder condition = new UpdateBuilder();
        condition.requireNone(Names.TOMCAT, Names.MOVED);
        // A later session under the same id stays. A foreign record does not say which one it is.
        if (basis.format().storesTimes()) {
            condition.require(
                    "(attribute_not_exists("
                            + condition.path(settings.hashKey())
                            + ") OR attribute_not_exists("
                            + condition.path(Names.TOMCAT)
                            + ") OR "
                            + condition.path(Names.TOMCAT, Names.CREATED)
                            + " = "
                            + condition.value(WholeRecord.number(basis.created()))
                            + ")");
        }
        return tombstone(
                session.key(), tomcat(basis.created(), now), basis.maxInactive(), now, condition);
    }

    /**
     * Replaces the record of a session that is stored under another key now. Refused when the
     * record is not what is remembered of it.
     *
     * @param session what is remembered of the record
     * @param newKey the session's other key
     * @param now epoch milliseconds
     */
    public ItemPut ofMoved(StoredSession session, String newKey, long now) {
        Basis basis = session.basis();
        UpdateBuilder condition = new UpdateBuilder();
        switch (basis.format()) {
            case TOMCAT -> {
                condition.requireExists(Names.SESS);
                requireCreated(condition, basis);
                // Every change moves it.
                requireAccessed(condition, "=", basis);
            }
            case EXPRESS_MAP -> {
                condition.requireExists(Names.SESS).requireNone(Names.TOMCAT);
                AttributeValue lastModified = session.reserved().get(Names.LAST_MODIFIED);
                if (lastModified != null) {
                    condition.require("=", lastModified, Names.SESS, Names.LAST_MODIFIED);
                }
            }
            case JSON_STRING -> {
                AttributeValue text = AttributeValue.fromS(basis.json().orElseThrow());
                condition.require("=", text, Names.SESS);
            }
        }
        Map<String, AttributeValue> tomcat = tomcat(basis.created(), now);
        tomcat.put(Names.MOVED, AttributeValue.fromS(newKey));
        tomcat.put(Names.UID, basis.seal().uid());
        basis.seal().under(session.key()).markMoved(newKey, tomcat);
        return tombstone(session.key(), tomcat, basis.maxInactive(), now, condition);
    }

    private static void requireCreated(UpdateBuilder condition, Basis basis) {
        condition.require("=", WholeRecord.number(basis.created()), Names.TOMCAT, Names.CREATED);
    }

    private static void requireAccessed(UpdateBuilder condition, String operator, Basis basis) {
        condition.require(
                operator, WholeRecord.number(basis.accessed()), Names.TOMCAT, Names.ACCESSED);
    }

    /**
     * Replaces the record of a session, if no node has written an access to it since.
     *
     * @param session what is remembered of the record
     * @param now epoch milliseconds
     */
    public ItemPut ifNotAccessed(StoredSession session, long now) {
        Basis basis = session.basis();
        UpdateBuilder condition = new UpdateBuilder();
        requireCreated(condition, basis);
        requireAccessed(condition, "<=", basis);
        return tombstone(
                session.key(), tomcat(basis.created(), now), basis.maxInactive(), now, condition);
    }

    /**
     * Replaces whatever session is stored under a key, of which nothing is remembered on this node.
     *
     * @param key the value of the partition key
     * @param now epoch milliseconds
     * @param defaultMaxInactive the timeout in seconds of sessions that do not say
     */
    public ItemPut ofUnknown(String key, long now, int defaultMaxInactive) {
        UpdateBuilder condition = new UpdateBuilder();
        condition.requireExists(Names.SESS);
        return tombstone(key, tomcat(0, now), defaultMaxInactive, now, condition);
    }

    private static Map<String, AttributeValue> tomcat(long created, long now) {
        Map<String, AttributeValue> tomcat = new HashMap<>();
        tomcat.put(Names.VERSION, WholeRecord.number(Names.FORMAT_VERSION));
        tomcat.put(Names.CREATED, WholeRecord.number(created));
        tomcat.put(Names.GONE, WholeRecord.number(now));
        return tomcat;
    }

    private ItemPut tombstone(
            String key,
            Map<String, AttributeValue> tomcat,
            int maxInactive,
            long now,
            UpdateBuilder condition) {
        long nowSeconds = Math.floorDiv(now, 1000L);
        long lifetime = settings.expiry().expires(now, maxInactive).orElse(nowSeconds) - nowSeconds;
        long expires = nowSeconds + Math.min(lifetime, MAX_LIFETIME) + MARGIN;
        return new ItemPut(
                key,
                Map.of(
                        settings.ttlAttribute(),
                        WholeRecord.number(expires),
                        Names.TOMCAT,
                        AttributeValue.fromM(tomcat)),
                condition.condition(),
                condition.names(),
                condition.values());
    }
}
