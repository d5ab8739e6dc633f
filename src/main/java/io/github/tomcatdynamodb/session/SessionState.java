package io.github.tomcatdynamodb.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of a session at one moment.
 *
 * @param id the session id, never logged
 * @param creationTime when the session was created, in epoch milliseconds
 * @param lastAccessedTime what {@code HttpSession.getLastAccessedTime()} answers, in epoch
 *     milliseconds
 * @param thisAccessedTime when the session was last in use, in epoch milliseconds; idle time counts
 *     from here
 * @param maxInactiveInterval the timeout in seconds; zero or less means that the session never
 *     expires
 * @param isNew whether the client has not joined the session yet
 * @param isValid whether the session is valid
 * @param authentication what the container knows of the user; {@link Authentication#NONE} unless
 *     the Manager persists it
 * @param attributes the attributes that the Manager lets through, in no particular order;
 *     unmodifiable
 */
public record SessionState(
        String id,
        long creationTime,
        long lastAccessedTime,
        long thisAccessedTime,
        int maxInactiveInterval,
        boolean isNew,
        boolean isValid,
        Authentication authentication,
        Map<String, Object> attributes) {

    public SessionState {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    SessionState withAuthentication(Authentication other) {
        return new SessionState(
                id,
                creationTime,
                lastAccessedTime,
                thisAccessedTime,
                maxInactiveInterval,
                isNew,
                isValid,
                other,
                attributes);
    }
}
