package io.github.tomcatdynamodb.value.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * The mark of a number that only who knows a session's record can make: its key comes from the
 * {@code uid}, which no client is ever told and which the session keeps through changes of its id.
 * Whether values are sealed makes no difference.
 */
public final class UidMark {

    /** As many as cannot be guessed, and few enough to be sent with each request. */
    private static final int BYTES = 16;

    private UidMark() {}

    /**
     * Returns the mark.
     *
     * @param purpose keeps marks apart that are made for other ends
     */
    public static String of(byte[] uid, String purpose, long number) {
        byte[] key = hmac(uid, purpose.getBytes(StandardCharsets.US_ASCII));
        byte[] whole = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
    }

    /** Returns whether two marks are the same, in a time that does not tell how much of them is. */
    public static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        return Ciphers.newHmac(new SecretKeySpec(key, Ciphers.HMAC)).doFinal(message);
    }
}
