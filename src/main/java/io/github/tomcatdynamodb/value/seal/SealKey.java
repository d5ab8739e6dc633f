package io.github.tomcatdynamodb.value.seal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A configured key, of which each session has its own ones derived.
 *
 * @param id what it is called in the record, which is no secret
 */
record SealKey(String id, SecretKeySpec secret) {

    static final int BYTES = 32;

    /** It stands in the record with each value, so it is short. */
    static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    static SealKey of(String id, byte[] secret) {
        return new SealKey(id, new SecretKeySpec(secret, Ciphers.HMAC));
    }

    /**
     * Returns the key of a session: HKDF (RFC 5869) with SHA-256, one block of it.
     *
     * @param ciphers what computes it
     * @param uid the salt
     * @param purpose what it is for
     * @param algorithm what the key is to be used with
     */
    SecretKeySpec derive(Ciphers ciphers, byte[] uid, String purpose, String algorithm) {
        byte[] extracted =
                ciphers.hmac(new SecretKeySpec(uid, Ciphers.HMAC)).doFinal(secret.getEncoded());
        Mac expand = ciphers.hmac(new SecretKeySpec(extracted, Ciphers.HMAC));
        expand.update(("tomcat-dynamodb-store " + purpose).getBytes(StandardCharsets.UTF_8));
        expand.update((byte) 1);
        return new SecretKeySpec(expand.doFinal(), algorithm);
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "SealKey[" + id + "]";
    }
}
