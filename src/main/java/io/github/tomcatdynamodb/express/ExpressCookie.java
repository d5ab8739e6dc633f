package io.github.tomcatdynamodb.express;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code cookie} that express-session keeps inside a session: how long the session may be idle,
 * and the attributes of its cookie. Members that mean nothing here are kept as they are.
 *
 * @param members the members of the JSON object
 */
public record ExpressCookie(Map<String, Object> members) {

    /** The name under which a session holds it. */
    public static final String NAME = "cookie";

    /**
     * A member of ours, of which Express takes no notice: the timeout of a session that never
     * expires, zero or less, where Express would give it a day. Gone once Express writes the
     * session.
     */
    public static final String MAX_INACTIVE = "maxInactive";

    /** What both Node stores give to a session whose cookie has no maximum age, in seconds. */
    public static final int DEFAULT_MAX_INACTIVE = 86_400;

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
     * This cookie for a session with another timeout, accessed now.
     *
     * @param maxInactiveSeconds the timeout; 0 or less: the session never expires, which Express
     *     has no word for: it gets null, and {@link #MAX_INACTIVE}
     * @param now the time of the access
     * @return the cookie; this one, but for these members and {@code expires}
     */
    public ExpressCookie withMaxInactive(int maxInactiveSeconds, Instant now) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.remove(MAX_INACTIVE);
        if (maxInactiveSeconds <= 0) {
            changed.put(MAX_INACTIVE, maxInactiveSeconds);
            return new ExpressCookie(changed).with(null, null);
        }
        long milliseconds = maxInactiveSeconds * 1000L;
        return new ExpressCookie(changed)
                .with(asRead(milliseconds), ISO.format(now.plusMillis(milliseconds)));
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
}
