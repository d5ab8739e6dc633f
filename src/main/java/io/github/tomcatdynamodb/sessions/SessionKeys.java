package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Host;
import org.apache.catalina.Session;

/**
 * The keys that sessions are stored under.
 *
 * @param prefix what every key begins with
 * @param hashed whether the hash of the session id follows, and not the id itself
 * @param routed whether session ids end with the {@code jvmRoute} of a node
 * @param areIdsSigned whether no id arrives that was not signed
 */
public record SessionKeys(String prefix, boolean hashed, boolean routed, boolean areIdsSigned) {

    /** DynamoDB's limit for a partition key (Developer Guide, "Quotas"). */
    private static final int MAX_BYTES = 2048;

    /** What stands in a path unescaped (RFC 3986); Base64 is among it. */
    private static final String PATH = "-A-Za-z0-9._~!$&'()*+,;=:@/";

    /**
     * Without the {@code #} with which prefixes end: the client sends the id, and might append to
     * one application's prefix what makes it that of another.
     */
    private static final Pattern ID = Pattern.compile("[" + PATH + "]+");

    /** SHA-256 in base64url. */
    private static final Pattern HASH = Pattern.compile("[-_A-Za-z0-9]{43}");

    private static final Pattern PREFIX = Pattern.compile("[" + PATH + "#]+");

    /** What follows the prefix. */
    public enum Form {
        /** The SHA-256 hash of the session id: who reads the table can log in as nobody. */
        HASHED,
        /** The session id: an Express application looks for it. */
        PLAIN
    }

    /**
     * Returns the keys of an application. By default they begin with the names of host and context
     * with its version: an id of one application is worth nothing in another, and in parallel
     * deployment the sessions stay with their version. Those are hashed, an explicit prefix is that
     * of a Node store, which looks for plain ids.
     *
     * @param prefix the setting; empty for the default
     * @param form the setting; empty for the default, which depends on the prefix
     * @param areIdsSigned whether no id arrives that was not signed
     * @param context the application
     */
    public static SessionKeys of(
            Optional<String> prefix, Optional<Form> form, boolean areIdsSigned, Context context) {
        return new SessionKeys(
                prefix.orElseGet(() -> context.getParent().getName() + context.getName() + "#"),
                form.orElse(prefix.isPresent() ? Form.PLAIN : Form.HASHED) == Form.HASHED,
                context.getParent() instanceof Host host
                        && host.getParent() instanceof Engine engine
                        && engine.getJvmRoute() != null,
                areIdsSigned);
    }

    /** Returns whether a text looks like the hash of a session id. */
    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** Returns whether a text is made of characters that prefixes are made of. */
    public static boolean isUsable(String text) {
        return PREFIX.matcher(text).matches();
    }

    /**
     * Returns whether a session can be stored under an id; if not, there is none. One that was
     * signed may hold any characters: whoever signed it has chosen them.
     *
     * @param id a session id; may be {@code null}
     */
    public boolean isStorable(String id) {
        return id != null
                && (areIdsSigned ? isText(id) : ID.matcher(id).matches())
                && (prefix + id).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private static boolean isText(String id) {
        return !id.isEmpty() && StandardCharsets.UTF_8.newEncoder().canEncode(id);
    }

    /**
     * Returns the value of the partition key for a session.
     *
     * @param id its id
     */
    public String key(String id) {
        return prefix + (hashed ? hash(id) : id);
    }

    /**
     * Returns what stands for a session in logs, in MBeans and, with hashed keys, in the table.
     *
     * @param key the value of its partition key
     * @return the SHA-256 hash of its id, in base64url
     */
    public String hashOf(String key) {
        String rest = key.startsWith(prefix) ? key.substring(prefix.length()) : key;
        return hashed ? rest : hash(rest);
    }

    /** Returns what stands for a session in logs, given its object. */
    String display(Session session) {
        String id = session.getIdInternal();
        return id == null ? "(given back)" : hashOf(key(id));
    }

    /**
     * Without the route: on which node a session is used says nothing about which one it is, so a
     * fail-over moves no record.
     */
    private String hash(String id) {
        int route = routed ? id.lastIndexOf('.') : -1;
        String identity = route < 0 ? id : id.substring(0, route);
        return Sha256.text(Sha256.of(identity));
    }
}
