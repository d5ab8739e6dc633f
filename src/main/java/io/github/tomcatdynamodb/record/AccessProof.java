package io.github.tomcatdynamodb.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The time of a client's last request as its client was told it, with the mark that only who knows
 * the session's record can make: its key comes from the {@code uid}, which no client is ever told
 * and which the session keeps through changes of its id.
 *
 * @param at when the answer left that has told it, in epoch milliseconds
 * @param mark for this time and this session
 */
public record AccessProof(long at, String mark) {

    private static final String ALGORITHM = "HmacSHA256";

    /** Keeps the key apart from whatever else is made of the uid. */
    private static final byte[] LABEL = "last access".getBytes(StandardCharsets.US_ASCII);

    /** As many as cannot be guessed, and short enough to be sent with each request. */
    private static final int MARK_BYTES = 16;

    /** Returns what a client is told. */
    public static AccessProof of(Basis basis, long at) {
        return new AccessProof(at, mark(basis, at));
    }

    /** Returns whether a node has told this of the session with a record. */
    public boolean isOf(Basis basis) {
        return MessageDigest.isEqual(
                mark(basis, at).getBytes(StandardCharsets.US_ASCII),
                mark.getBytes(StandardCharsets.US_ASCII));
    }

    private static String mark(Basis basis, long at) {
        byte[] key = hmac(basis.seal().seal().uid(), LABEL);
        byte[] whole = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(at).array());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(whole, MARK_BYTES));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
