package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.express.ExpressCookie;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The {@code cookie} inside {@code sess} without which express-session reads no session.
 *
 * @param codec gives it its stored form
 */
record ExpressCookies(ValueCodec codec) {

    /**
     * Returns what a Node store shall find in {@code sess} beside the attributes.
     *
     * @param reserved what is there already
     * @return the same with a cookie that says how long the session lives
     */
    Map<String, AttributeValue> in(EncodedSession session, Map<String, AttributeValue> reserved) {
        Map<String, AttributeValue> with = new HashMap<>(reserved);
        ExpressCookie cookie =
                Optional.ofNullable(reserved.get(Names.COOKIE))
                        .map(this::read)
                        .orElseGet(() -> ExpressCookie.create("/", true));
        Map<String, Object> members =
                cookie.withMaxInactive(
                                session.maxInactive(), Instant.ofEpochMilli(session.accessed()))
                        .members();
        with.put(Names.COOKIE, write(members));
        return with;
    }

    /** Returns the cookie of a session that no Express application has created. */
    ExpressCookie created(EncodedSession session) {
        return ExpressCookie.create("/", true)
                .withMaxInactive(session.maxInactive(), Instant.ofEpochMilli(session.accessed()));
    }

    private ExpressCookie read(AttributeValue cookie) {
        Map<String, Object> members = new HashMap<>();
        cookie.m()
                .forEach(
                        (name, value) ->
                                members.put(name, codec.decode(StoredValue.untyped(value))));
        return new ExpressCookie(members);
    }

    /** JavaScript needs no type entry. */
    private AttributeValue write(Map<String, Object> members) {
        return codec.encode(new HashMap<>(members)).value();
    }
}
