package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.express.ExpressCookieProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.Context;

/**
 * The keys that sessions are stored under.
 *
 * @param prefix what every key begins with
 * @param areIdsSigned whether no id arrives that was not signed, see {@link ExpressCookieProcessor}
 */
record SessionKeys(String prefix, boolean areIdsSigned) {

    /** DynamoDB's limit for a partition key. */
    private static final int MAX_BYTES = 2048;

    /** What stands in a path unescaped (RFC 3986); Base64 is among it. */
    private static final String PATH = "-A-Za-z0-9._~!$&'()*+,;=:@/";

    /**
     * Without the {@code #} with which prefixes end: the client sends the id, and might append to
     * one application's prefix what makes it that of another.
     */
    private static final Pattern ID = Pattern.compile("[" + PATH + "]+");

    private static final Pattern PREFIX = Pattern.compile("[" + PATH + "#]+");

    private static final int DISPLAYED_BYTES = 4;

    /**
     * The keys of an application. By default they begin with the names of host and context with its
     * version: an id of one application is worth nothing in another, and in parallel deployment the
     * sessions stay with their version.
     */
    static SessionKeys of(Optional<String> prefix, Context context) {
        return new SessionKeys(
                prefix.orElseGet(() -> context.getParent().getName() + context.getName() + "#"),
                ExpressCookieProcessor.of(context.getCookieProcessor()).isPresent());
    }

    /** Returns whether a text is made of characters that prefixes are made of. */
    static boolean isUsable(String text) {
        return PREFIX.matcher(text).matches();
    }

    /**
     * Returns whether a session can be stored under an id; if not, there is none. One that was
     * signed may hold any characters: whoever signed it has chosen them.
     */
    boolean isStorable(String id) {
        return id != null
                && (areIdsSigned ? isText(id) : ID.matcher(id).matches())
                && key(id).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private static boolean isText(String id) {
        return !id.isEmpty() && StandardCharsets.UTF_8.newEncoder().canEncode(id);
    }

    /** Returns the key of a session. */
    String key(String id) {
        return prefix + id;
    }

    /**
     * Returns what stands for a session in a log: the beginning of the SHA-256 hash of its key, in
     * hexadecimal.
     */
    String display(String id) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key(id).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DISPLAYED_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
