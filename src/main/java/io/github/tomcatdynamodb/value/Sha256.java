package io.github.tomcatdynamodb.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 digests (FIPS 180-4). */
public final class Sha256 {

    /** Only copied, never fed. */
    private static final MessageDigest UNUSED = find();

    private Sha256() {}

    private static MessageDigest find() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform is required to have it.
            throw new IllegalStateException(e);
        }
    }

    /** Returns the digest of some bytes, 32 bytes. */
    public static byte[] of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** Returns the digest of the first bytes of an array. */
    static byte[] of(byte[] bytes, int length) {
        MessageDigest sha = copy();
        sha.update(bytes, 0, length);
        return sha.digest();
    }

    /** To find the JDK's takes as long as to digest a session id, which every request does. */
    private static MessageDigest copy() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            // Another provider's.
            return find();
        }
    }

    /** Returns the digest of a text in UTF-8. */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a digest as 43 characters of base64url. */
    public static String text(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
