package io.github.tomcatdynamodb.it.harness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The keys that records have, reckoned without the store's own code. */
public final class Keys {

    private Keys() {}

    /**
     * Returns the key under which a session is stored with the default prefix.
     *
     * @param application the context's name with its version, without the slash
     */
    public static String key(String application, String sessionId) {
        return "localhost/" + application + "#" + hash(sessionId);
    }

    /**
     * Returns what stands for a session in keys and logs: the SHA-256 hash of its id, base64url.
     */
    public static String hash(String sessionId) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(sessionId.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
