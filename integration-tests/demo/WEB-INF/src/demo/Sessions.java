package demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name by which the store speaks of a session in its log and its MBean. */
public final class Sessions {
    private Sessions() {}

    /** The first eight digits of the SHA-256 hash of the record's key. */
    public static String hash(String id) {
        String key = System.getProperty("demo.prefix") + id;
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
