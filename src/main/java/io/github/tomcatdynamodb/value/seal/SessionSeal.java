package io.github.tomcatdynamodb.value.seal;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.ValueBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Seals and opens what stands in the record of one session. Safe for use by many threads.
 *
 * <p>Whether a value has changed is asked of what {@link #open} returns and of what is given to
 * {@link #close}; sealed bytes differ each time.
 */
public final class SessionSeal {

    private static final byte SIGNED = 3;
    private static final byte ENCRYPTED = 4;

    /** Stands for the type entry of what has none and is no value. */
    private static final String MARK = "mark";

    private static final int MAC_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final SealSettings settings;
    private final SealKeys keys;
    private final Ciphers ciphers;
    private final SecureRandom random;
    private final byte[] uid;
    private final String recordKey;

    /** The session's keys, by what they are for and the id of the key that they come from. */
    private final Map<String, SecretKeySpec> derived;

    /** Counts the values that had to have a seal, had none, and were accepted. */
    private final LongAdder unsealed;

    SessionSeal(
            SealSettings settings,
            SealKeys keys,
            Ciphers ciphers,
            SecureRandom random,
            byte[] uid,
            String recordKey,
            Map<String, SecretKeySpec> derived,
            LongAdder unsealed) {
        this.settings = settings;
        this.keys = keys;
        this.ciphers = ciphers;
        this.random = random;
        this.uid = uid;
        this.recordKey = recordKey;
        this.derived = derived;
        this.unsealed = unsealed;
    }

    /** Returns what seals the same session under another partition key. */
    public SessionSeal under(String otherKey) {
        return otherKey.equals(recordKey)
                ? this
                : new SessionSeal(
                        settings, keys, ciphers, random, uid, otherKey, derived, unsealed);
    }

    /** Returns what keeps the session apart from any other. */
    public byte[] uid() {
        return uid.clone();
    }

    /**
     * Returns the form in which a value is written to the table: deflated where that saves
     * something, and sealed as the settings say.
     *
     * @param path where it stands in the record
     * @param plain not sealed; what was refused stays as it is
     */
    public StoredValue close(String path, StoredValue plain) {
        if (plain.isRefused()) {
            return plain;
        }
        StoredValue packed = plain.packed();
        if (settings.encrypts(path)) {
            return encrypt(path, packed);
        }
        return isToBeSigned(packed) ? sign(path, packed) : packed;
    }

    private boolean isToBeSigned(StoredValue stored) {
        return settings.mode() != SealMode.OFF && stored.isOpaque();
    }

    /**
     * Returns whether {@link #close} would write a value in this form: sealed or not as the
     * settings say, with the first key.
     *
     * @param path where it stands in the record
     */
    public boolean isCurrent(String path, StoredValue stored) {
        if (settings.encrypts(path)) {
            return stored.isSealed() && isWithFirstKey(ENCRYPTED, stored);
        }
        return isToBeSigned(stored)
                ? isWithFirstKey(SIGNED, stored)
                : !stored.isSealed() && !isSigned(stored);
    }

    private boolean isWithFirstKey(byte format, StoredValue stored) {
        byte[] head = head(format, keys.first());
        byte[] bytes = bytes(stored);
        return bytes.length >= head.length
                && Arrays.equals(bytes, 0, head.length, head, 0, head.length);
    }

    private static boolean isSigned(StoredValue stored) {
        byte[] bytes = bytes(stored);
        return stored.isOpaque() && bytes.length > 0 && bytes[0] == SIGNED;
    }

    /** Empty when it is none. */
    private static byte[] bytes(StoredValue stored) {
        return stored.value().b() == null ? new byte[0] : stored.value().b().asByteArrayUnsafe();
    }

    /**
     * Returns the value that was sealed, or the value itself where it need not be.
     *
     * @param path where it stands in the record
     * @throws UnreadableValueException when it has no seal that the keys make for this session,
     *     record and path; nothing of it has been parsed then. A wrong seal and a key that is not
     *     there are not told apart.
     */
    public StoredValue open(String path, StoredValue stored) {
        if (stored.isSealed()) {
            return decrypt(path, bytes(stored));
        }
        if (isSigned(stored)) {
            return verify(path, stored, bytes(stored));
        }
        boolean isToBeSealed = settings.encrypts(path) || isToBeSigned(stored);
        if (isToBeSealed && !settings.acceptUnsealed()) {
            throw unreadable();
        }
        if (isToBeSealed) {
            unsealed.increment();
        }
        return stored;
    }

    /**
     * Returns what says that this store wrote a text that stays legible; empty when nothing is
     * sealed.
     *
     * @param path where the text stands in the record
     */
    public Optional<AttributeValue> mark(String path, String text) {
        if (settings.mode() == SealMode.OFF) {
            return Optional.empty();
        }
        return Optional.of(binary(mark(keys.first(), path, text)));
    }

    /**
     * Returns whether this store wrote a text, as far as that is asked for.
     *
     * @param path where the text stands in the record
     * @param mark what {@link #mark} gave for it, null for none
     */
    public boolean isMarked(String path, String text, AttributeValue mark) {
        if (settings.mode() == SealMode.OFF || mark == null || mark.b() == null) {
            return settings.mode() == SealMode.OFF || (mark == null && settings.acceptUnsealed());
        }
        byte[] bytes = mark.b().asByteArrayUnsafe();
        try {
            return MessageDigest.isEqual(mark(key(bytes), path, text), bytes);
        } catch (UnreadableValueException e) {
            return false;
        }
    }

    private byte[] mark(SealKey key, String path, String text) {
        byte[] head = head(SIGNED, key);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return concat(head, signature(key, path, MARK, head, content));
    }

    private StoredValue sign(String path, StoredValue packed) {
        byte[] content = packed.value().b().asByteArrayUnsafe();
        SealKey key = keys.first();
        byte[] head = head(SIGNED, key);
        byte[] signature = signature(key, path, packed.type().s(), head, content);
        return new StoredValue(binary(concat(head, signature, content)), packed.type());
    }

    private StoredValue verify(String path, StoredValue stored, byte[] bytes) {
        SealKey key = key(bytes);
        byte[] head = head(SIGNED, key);
        int start = head.length + MAC_BYTES;
        if (bytes.length < start) {
            throw unreadable();
        }
        byte[] content = Arrays.copyOfRange(bytes, start, bytes.length);
        byte[] signature = signature(key, path, stored.type().s(), head, content);
        if (!MessageDigest.isEqual(signature, Arrays.copyOfRange(bytes, head.length, start))) {
            throw unreadable();
        }
        return new StoredValue(binary(content), stored.type());
    }

    private byte[] signature(SealKey key, String path, String type, byte[] head, byte[] content) {
        Mac mac = ciphers.hmac(derived("sign", Ciphers.HMAC, key));
        mac.update(binding(head, path, type));
        return mac.doFinal(content);
    }

    private StoredValue encrypt(String path, StoredValue packed) {
        SealKey key = keys.first();
        byte[] head = head(ENCRYPTED, key);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, binding(head, path, ""));
            byte[] sealed = cipher.doFinal(ValueBytes.write(packed));
            return new StoredValue(
                    binary(concat(head, nonce, sealed)), AttributeValue.fromS(StoredValue.SEALED));
        } catch (GeneralSecurityException e) {
            // Every Java platform is required to have it.
            throw new IllegalStateException(e);
        }
    }

    private StoredValue decrypt(String path, byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != ENCRYPTED) {
            throw unreadable();
        }
        SealKey key = key(bytes);
        byte[] head = head(ENCRYPTED, key);
        int start = head.length + NONCE_BYTES;
        if (bytes.length < start + Ciphers.TAG_BITS / Byte.SIZE) {
            // The JDK's cipher fails in another way then.
            throw unreadable();
        }
        byte[] nonce = Arrays.copyOfRange(bytes, head.length, start);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, binding(head, path, ""));
            return ValueBytes.read(cipher.doFinal(bytes, start, bytes.length - start));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private Cipher cipher(int mode, SealKey key, byte[] nonce, byte[] binding)
            throws GeneralSecurityException {
        return ciphers.gcm(mode, derived("encrypt", "AES", key), nonce, binding);
    }

    private SecretKeySpec derived(String purpose, String algorithm, SealKey key) {
        return derived.computeIfAbsent(
                purpose + ' ' + key.id(), of -> key.derive(ciphers, uid, purpose, algorithm));
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
    private byte[] binding(byte[] head, String path, String type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part :
                new byte[][] {
                    head,
                    uid,
                    recordKey.getBytes(StandardCharsets.UTF_8),
                    path.getBytes(StandardCharsets.UTF_8),
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

    /** By uid and key: both tell what it makes of a value. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SessionSeal that
                && Arrays.equals(uid, that.uid)
                && recordKey.equals(that.recordKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(uid);
    }

    private static UnreadableValueException unreadable() {
        return new UnreadableValueException(UnreadableValueException.Reason.SEAL, null, null);
    }
}
