package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.Basis;
import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.CookieTimes;
import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.session.Authentication;
import io.github.tomcatdynamodb.session.SessionState;
import io.github.tomcatdynamodb.text.SilentCause;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.tomcat.util.res.StringManager;

/**
 * A session's state to its stored form and back. An attribute that cannot be stored or read costs
 * that attribute, never the session, and is logged once.
 */
final class SessionCodec {

    private static final StringManager sm = StringManager.getManager(SessionCodec.class);

    private static final String AUTH_TYPE = "authType";
    private static final String PRINCIPAL = "principal";
    private static final String EXPECTED_SESSION_ID = "expectedSessionId";
    private static final String SAVED_REQUEST = "savedRequest";

    /**
     * An application makes up attribute names; the memory of what was logged must not grow with
     * them.
     */
    private static final int MAX_LOGGED = 1000;

    private final ValueCodec values;
    private final SessionActivity activity;
    private final ApplicationLog log;
    private final LongSupplier clockOffset;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /**
     * @param values encodes and decodes attributes
     * @param activity is told of what cannot be read
     * @param log takes what cannot be stored or read
     * @param clockOffset the table's time minus this node's, in milliseconds: Tomcat reckons with
     *     the node's clock
     */
    SessionCodec(
            ValueCodec values,
            SessionActivity activity,
            ApplicationLog log,
            LongSupplier clockOffset) {
        this.values = values;
        this.activity = activity;
        this.log = log;
        this.clockOffset = clockOffset;
    }

    /**
     * Returns the stored form of a session.
     *
     * @param key the value of the partition key that it is stored under
     * @param unchanged gives the form of an attribute, by its name, that is known to be as it was
     *     loaded; empty for one that must be encoded
     * @throws UnstorableValueException if an attribute fails for a reason that is none of the
     *     application's choice
     */
    EncodedSession encode(
            String key, SessionState state, Function<String, Optional<StoredValue>> unchanged) {
        long offset = clockOffset.getAsLong();
        Function<Object, StoredValue> encoder = values.encoder();
        return new EncodedSession(
                key,
                state.creationTime() + offset,
                state.thisAccessedTime() + offset,
                state.maxInactiveInterval(),
                encode(state.attributes(), encoder, unchanged),
                encode(parts(state.authentication()), encoder, part -> Optional.empty()));
    }

    private Map<String, StoredValue> encode(
            Map<String, Object> attributes,
            Function<Object, StoredValue> encoder,
            Function<String, Optional<StoredValue>> unchanged) {
        Map<String, StoredValue> encoded = new HashMap<>();
        attributes.forEach(
                (name, value) ->
                        unchanged
                                .apply(name)
                                .ifPresentOrElse(
                                        form -> encoded.put(name, form),
                                        () -> encode(name, value, encoder, encoded)));
        return encoded;
    }

    private void encode(
            String name,
            Object value,
            Function<Object, StoredValue> encoder,
            Map<String, StoredValue> encoded) {
        if (name.isEmpty()) {
            throw new IllegalStateException(sm.getString("codec.emptyName"));
        }
        try {
            encoded.put(name, encoder.apply(value));
        } catch (UnstorableValueException e) {
            if (e.reason() == UnstorableValueException.Reason.FAILED) {
                throw new IllegalStateException(
                        sm.getString("codec.failed", name, e.className(), e.getMessage()),
                        SilentCause.of(e));
            }
            logOnce("codec.unstorable", name, e.className(), e.getMessage());
        }
    }

    /**
     * Returns the state that a record holds, without the attributes that cannot be read.
     *
     * @param id the session id
     * @param session the record
     * @param client what it brings along of its last request
     * @param now the table's time in epoch milliseconds
     */
    SessionState decode(String id, SessionRecord session, ClientAccess client, long now) {
        Basis basis = session.basis();
        long offset = clockOffset.getAsLong();
        long lastAccess = CookieTimes.lastAccess(session, client, now) - offset;
        return new SessionState(
                id,
                basis.created() - offset,
                lastAccess,
                lastAccess,
                basis.maxInactive(),
                false,
                true,
                authentication(decode(session.authentication())),
                decode(session.attributes()));
    }

    private Map<String, Object> decode(Map<String, StoredValue> attributes) {
        Map<String, Object> decoded = new HashMap<>();
        attributes.forEach(
                (name, stored) -> {
                    try {
                        Object value = values.decode(stored);
                        if (value != null) {
                            decoded.put(name, value);
                        }
                    } catch (UnreadableValueException e) {
                        String className = e.className() == null ? "unknown" : e.className();
                        activity.unreadable(className);
                        logOnce("codec.unreadable", name, className, e.getMessage());
                    }
                });
        return decoded;
    }

    private static Map<String, Object> parts(Authentication authentication) {
        Map<String, Object> parts = new HashMap<>();
        parts.put(AUTH_TYPE, authentication.authType());
        parts.put(PRINCIPAL, authentication.principal());
        parts.put(EXPECTED_SESSION_ID, authentication.expectedSessionId());
        parts.put(SAVED_REQUEST, authentication.savedRequest());
        parts.values().removeIf(part -> part == null);
        return parts;
    }

    private static Authentication authentication(Map<String, Object> parts) {
        return new Authentication(
                parts.get(AUTH_TYPE) instanceof String authType ? authType : null,
                parts.get(PRINCIPAL) instanceof Principal principal ? principal : null,
                parts.get(EXPECTED_SESSION_ID) instanceof String expected ? expected : null,
                parts.get(SAVED_REQUEST) instanceof SavedRequest request ? request : null);
    }

    /** Without the cause: its message may hold what the application had put into the attribute. */
    private void logOnce(String key, String name, String className, String reason) {
        if (logged.size() < MAX_LOGGED && logged.add(key + ' ' + name + ' ' + className)) {
            log.warn(sm.getString(key, name, className, reason));
        }
    }
}
