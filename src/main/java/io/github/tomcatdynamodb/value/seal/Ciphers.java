package io.github.tomcatdynamodb.value.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The JDK's cipher and MAC, one of each for a thread: a fourth of the time that sealing took went
 * into looking for them.
 */
final class Ciphers {

    static final String HMAC = "HmacSHA256";

    static final int TAG_BITS = 128;

    /** Not static: they go with the store. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Cipher> gcm = ThreadLocal.withInitial(Ciphers::newGcm);

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Mac> hmac = ThreadLocal.withInitial(Ciphers::newHmac);

    private static Cipher newGcm() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            // Every Java platform is required to have it.
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns this thread's cipher, ready for one value.
     *
     * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
     * @param binding what the value is bound to
     */
    Cipher gcm(int mode, SecretKeySpec key, byte[] nonce, byte[] binding)
            throws GeneralSecurityException {
        Cipher cipher = gcm.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(binding);
        return cipher;
    }

    /** Returns this thread's MAC, ready for one value. */
    Mac hmac(SecretKeySpec key) {
        return init(hmac.get(), key);
    }

    /** Returns a MAC of its own, ready for one value. */
    static Mac newHmac(SecretKeySpec key) {
        return init(newHmac(), key);
    }

    private static Mac newHmac() {
        try {
            return Mac.getInstance(HMAC);
        } catch (GeneralSecurityException e) {
            // Every Java platform is required to have it.
            throw new IllegalStateException(e);
        }
    }

    private static Mac init(Mac mac, SecretKeySpec key) {
        try {
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            // It takes every key of its algorithm.
            throw new IllegalStateException(e);
        }
    }
}
