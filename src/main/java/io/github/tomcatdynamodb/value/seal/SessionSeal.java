package io.github.tomcatdynamodb.value.seal;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Seals and opens the values of one session. Safe for use by many threads.
 *
 * <p>Whether a value has changed is asked of what {@link #open} returns and of what is given to
 * {@link #close}; sealed bytes differ each time.
 */
public final class SessionSeal {

    private static final byte SIGNED = 3;
    private static final byte ENCRYPTED = 4;

    private static final int MAC_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SealSettings settings;
    private final SealKeys keys;
    private final SecureRandom random;
    private final byte[] uid;

    /** The session's keys, by what they are for and the id of the key that they come from. */
    private final Map<String, SecretKeySpec> derived = new ConcurrentHashMap<>();

    SessionSeal(SealSettings settings, SealKeys keys, SecureRandom random, byte[] uid) {
        this.settings = settings;
        this.keys = keys;
        this.random = random;
        this.uid = uid;
    }

    /**
     * Returns the form in which a value is written to the table: deflated where that saves
     * something, and sealed as the settings say.
     *
     * @param name of the attribute; what is no attribute has a name of its own, too
     * @param plain not sealed
     */
    public StoredValue close(String name, StoredValue plain) {
        StoredValue packed = plain.packed();
        if (settings.encrypts(name)) {
            return encrypt(name, packed);
        }
        boolean isToBeSigned = settings.mode() != SealMode.OFF && packed.isOpaque();
        return isToBeSigned ? sign(name, packed) : packed;
    }

    /**
     * Returns the value that was sealed, or the value itself where it need not be.
     *
     * @param name of the attribute under which it is stored
     * @throws UnreadableValueException when it has no seal that the keys make for this session and
     *     name; nothing of it has been parsed then. A wrong seal and a key that is not there are
     *     not told apart.
     */
    public StoredValue open(String name, StoredValue stored) {
        byte[] bytes = stored.value().b() == null ? null : stored.value().b().asByteArrayUnsafe();
        if (stored.isSealed()) {
            return decrypt(name, bytes);
        }
        if (stored.isOpaque() && bytes != null && bytes.length > 0 && bytes[0] == SIGNED) {
            return verify(name, stored, bytes);
        }
        boolean isToBeSealed =
                settings.encrypts(name) || (settings.mode() != SealMode.OFF && stored.isOpaque());
        if (isToBeSealed && !settings.acceptUnsealed()) {
            throw unreadable();
        }
        return stored;
    }

    private StoredValue sign(String name, StoredValue packed) {
        byte[] content = packed.value().b().asByteArrayUnsafe();
        SealKey key = keys.first();
        byte[] head = head(SIGNED, key);
        byte[] signature = signature(key, name, packed.type().s(), head, content);
        return new StoredValue(binary(concat(head, signature, content)), packed.type());
    }

    private StoredValue verify(String name, StoredValue stored, byte[] bytes) {
        SealKey key = key(bytes);
        byte[] head = head(SIGNED, key);
        int start = head.length + MAC_BYTES;
        if (bytes.length < start) {
            throw unreadable();
        }
        byte[] content = Arrays.copyOfRange(bytes, start, bytes.length);
        byte[] signature = signature(key, name, stored.type().s(), head, content);
        if (!MessageDigest.isEqual(signature, Arrays.copyOfRange(bytes, head.length, start))) {
            throw unreadable();
        }
        return new StoredValue(binary(content), stored.type());
    }

    private byte[] signature(SealKey key, String name, String type, byte[] head, byte[] content) {
        Mac mac = SealKey.mac(derived("sign", "HmacSHA256", key));
        mac.update(binding(head, name, type));
        return mac.doFinal(content);
    }

    private StoredValue encrypt(String name, StoredValue packed) {
        SealKey key = keys.first();
        byte[] head = head(ENCRYPTED, key);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, binding(head, name, ""));
            byte[] sealed = cipher.doFinal(SealedContent.write(packed));
            return new StoredValue(
                    binary(concat(head, nonce, sealed)), AttributeValue.fromS(StoredValue.SEALED));
        } catch (GeneralSecurityException e) {
            // Every Java platform is required to have it.
            throw new IllegalStateException(e);
        }
    }

    private StoredValue decrypt(String name, byte[] bytes) {
        if (bytes == null || bytes.length == 0 || bytes[0] != ENCRYPTED) {
            throw unreadable();
        }
        SealKey key = key(bytes);
        byte[] head = head(ENCRYPTED, key);
        int start = head.length + NONCE_BYTES;
        if (bytes.length < start + TAG_BITS / Byte.SIZE) {
            // The JDK's cipher fails in another way then.
            throw unreadable();
        }
        byte[] nonce = Arrays.copyOfRange(bytes, head.length, start);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, binding(head, name, ""));
            return SealedContent.read(cipher.doFinal(bytes, start, bytes.length - start));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private Cipher cipher(int mode, SealKey key, byte[] nonce, byte[] binding)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, derived("encrypt", "AES", key), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(binding);
        return cipher;
    }

    private SecretKeySpec derived(String purpose, String algorithm, SealKey key) {
        return derived.computeIfAbsent(
                purpose + ' ' + key.id(), of -> key.derive(uid, purpose, algorithm));
    }

    /** The key that the bytes name. */
    private SealKey key(byte[] bytes) {
        int length = bytes.length < 2 ? 0 : bytes[1] & 0xFF;
        if (length > bytes.length - 2) {
            throw unreadable();
        }
        SealKey key = keys.named(new String(bytes, 2, length, StandardCharsets.US_ASCII));
        if (key == null) {
            throw unreadable();
        }
        return key;
    }

    private static byte[] head(byte format, SealKey key) {
        byte[] id = key.id().getBytes(StandardCharsets.US_ASCII);
        return concat(new byte[] {format, (byte) id.length}, id);
    }

    /** What a seal is bound to beside the content; each part after its length. */
    private byte[] binding(byte[] head, String name, String type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part :
                new byte[][] {
                    head,
                    uid,
                    name.getBytes(StandardCharsets.UTF_8),
                    type.getBytes(StandardCharsets.UTF_8)
                }) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes.write(part.length >>> shift);
            }
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static AttributeValue binary(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
    }

    private static UnreadableValueException unreadable() {
        return new UnreadableValueException(UnreadableValueException.Reason.SEAL, null, null);
    }
}
