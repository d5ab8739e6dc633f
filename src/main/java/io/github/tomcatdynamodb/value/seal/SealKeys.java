package io.github.tomcatdynamodb.value.seal;

import io.github.tomcatdynamodb.text.Messages;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The configured keys: the first seals, all open. To rotate without downtime, add the new key after
 * the old one on all nodes, then put it first, and take the old one away when no session is left
 * that it has sealed.
 */
public final class SealKeys {

    private static final Messages SM = Messages.of(SealKeys.class);

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    private final Map<String, SealKey> keys;

    private SealKeys(Map<String, SealKey> keys) {
        this.keys = keys;
    }

    /** Returns no keys: nothing can be sealed or opened. */
    public static SealKeys none() {
        return new SealKeys(Map.of());
    }

    /**
     * Reads keys as {@code id:base64}, each of 32 random bytes, in lines or separated by white
     * space or commas. A line that begins with {@code #} is a comment.
     *
     * @throws IllegalArgumentException when there is none, or one that is no such key; the message
     *     does not show it
     */
    public static SealKeys parse(String text) {
        Map<String, SealKey> keys = new LinkedHashMap<>();
        for (String entry : entries(text)) {
            SealKey key = parseOne(entry, keys.size() + 1);
            if (keys.put(key.id(), key) != null) {
                throw new IllegalArgumentException(SM.getString("sealKeys.twice", key.id()));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(SM.getString("sealKeys.none"));
        }
        return new SealKeys(keys);
    }

    private static List<String> entries(String text) {
        return text.replace("\uFEFF", "")
                .lines()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(SEPARATOR::splitAsStream)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static SealKey parseOne(String entry, int number) {
        int colon = entry.indexOf(':');
        String id = colon < 0 ? "" : entry.substring(0, colon);
        if (!SealKey.ID.matcher(id).matches()) {
            throw new IllegalArgumentException(SM.getString("sealKeys.id", number));
        }
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(entry.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            // Its message would show a part.
            secret = new byte[0];
        }
        if (secret.length != SealKey.BYTES) {
            throw new IllegalArgumentException(SM.getString("sealKeys.length", id, SealKey.BYTES));
        }
        return SealKey.of(id, secret);
    }

    /** Returns the ids, the one that seals first. */
    public List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    SealKey first() {
        return keys.values().iterator().next();
    }

    /** The key of that id, null when there is none. */
    SealKey named(String id) {
        return keys.get(id);
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "SealKeys" + ids();
    }
}
