package io.github.tomcatdynamodb.express;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The {@code cookie} that express-session keeps inside a session: how long the session may be idle,
 * and the attributes of its cookie. Members that mean nothing here are kept as they are.
 *
 * @param members the members of the JSON object
 */
public record ExpressCookie(Map<String, Object> members) {

    /** The name under which a session holds it. */
    public static final String NAME = "cookie";

    private static final String ORIGINAL_MAX_AGE = "originalMaxAge";
    private static final String EXPIRES = "expires";

    /** JavaScript's {@code Date.prototype.toISOString}. */
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * The cookie with these members.
     *
     * @param members any; null values are allowed
     */
    public ExpressCookie {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * The least that an Express application insists on, for a session that it did not create.
     *
     * @param path the cookie's path
     * @param httpOnly whether scripts may not read the cookie
     * @return a cookie that never expires
     */
    public static ExpressCookie create(String path, boolean httpOnly) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(ORIGINAL_MAX_AGE, null);
        members.put(EXPIRES, null);
        members.put("httpOnly", httpOnly);
        members.put("path", path);
        return new ExpressCookie(members);
    }

    /**
     * How long the session may be idle: {@code originalMaxAge}, in whole seconds, rounded up.
     *
     * @return at least 1; empty if the cookie does not tell, because {@code originalMaxAge} is
     *     null, missing, not a number, or not positive (to Tomcat that would mean: never expires)
     */
    public OptionalInt maxInactiveSeconds() {
        double seconds = Math.ceil(milliseconds(members.get(ORIGINAL_MAX_AGE)) / 1000);
        return seconds > 0 ? OptionalInt.of((int) seconds) : OptionalInt.empty();
    }

    /**
     * This cookie for a session with another timeout, accessed now.
     *
     * @param maxInactiveSeconds the timeout; 0 or less: the session never expires, which Express
     *     writes as null
     * @param now the time of the access
     * @return the cookie; this one, but for {@code originalMaxAge} and {@code expires}
     */
    public ExpressCookie withMaxInactive(int maxInactiveSeconds, Instant now) {
        if (maxInactiveSeconds <= 0) {
            return with(null, null);
        }
        long milliseconds = maxInactiveSeconds * 1000L;
        return with(asRead(milliseconds), ISO.format(now.plusMillis(milliseconds)));
    }

    /**
     * This cookie for a session accessed now.
     *
     * @param now the time of the access
     * @return the cookie; this one, but for {@code expires}, if it expires and its timeout is known
     */
    public ExpressCookie accessed(Instant now) {
        OptionalInt maxInactive = maxInactiveSeconds();
        if (maxInactive.isEmpty() || members.get(EXPIRES) == null) {
            return this;
        }
        Instant expires = now.plusSeconds(maxInactive.getAsInt());
        return with(members.get(ORIGINAL_MAX_AGE), ISO.format(expires));
    }

    private ExpressCookie with(Object originalMaxAge, Object expires) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(ORIGINAL_MAX_AGE, originalMaxAge);
        changed.put(EXPIRES, expires);
        return new ExpressCookie(changed);
    }

    /** In the class in which the number comes back from JSON and from DynamoDB. */
    private static Object asRead(long number) {
        return number == (int) number ? (Object) (int) number : (Object) number;
    }

    /** A number, or the text of one; 0 for anything else. */
    private static double milliseconds(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof String text && text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
