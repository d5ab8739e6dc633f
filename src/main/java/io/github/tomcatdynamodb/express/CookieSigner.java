package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session cookies as express-session signs them: {@code s:}, the id, a dot, and the id's HMAC in
 * base64 without padding; the whole of it percent-encoded.
 */
public final class CookieSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "s:";

    private final List<Key> keys;

    /**
     * Signs with the first of the secrets, and accepts what was signed with any.
     *
     * @param secrets at least one; none is empty
     */
    public CookieSigner(List<byte[]> secrets) {
        keys = secrets.stream().<Key>map(secret -> new SecretKeySpec(secret, ALGORITHM)).toList();
    }

    /**
     * Signs a session id.
     *
     * @param id the id, with its route if it has one
     * @return the value for the {@code Set-Cookie} header
     */
    public String sign(String id) {
        return PercentEncoding.encode(PREFIX + id + "." + signature(keys.get(0), id));
    }

    /**
     * Verifies a signed session id. The time that it takes tells nothing about the secrets.
     *
     * @param cookieValue the value of the cookie, decoded
     * @return the id, which may hold any character; empty if the value is not signed, is damaged,
     *     or was signed with another secret
     */
    public Optional<String> unsign(String cookieValue) {
        return cookieValue.startsWith(PREFIX)
                ? verify(cookieValue.substring(PREFIX.length()))
                : Optional.empty();
    }

    private Optional<String> verify(String signed) {
        int dot = signed.lastIndexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        String id = signed.substring(0, dot);
        byte[] signature = signed.substring(dot + 1).getBytes(UTF_8);
        boolean verified = false;
        for (Key key : keys) { // all of them, whichever it is
            verified |= MessageDigest.isEqual(signature(key, id).getBytes(UTF_8), signature);
        }
        return verified ? Optional.of(id) : Optional.empty();
    }

    private static String signature(Key key, String id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(id.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) { // every Java platform has this algorithm
            throw new IllegalStateException(e);
        }
    }
}
