package io.github.tomcatdynamodb.value.seal;

import io.github.tomcatdynamodb.text.Messages;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Seals the values of one store's sessions. Safe for use by many threads. */
public final class Seal {

    /** Of a uid. Fewer would not keep sessions apart. */
    public static final int UID_BYTES = 16;

    private static final Seal OFF = new Seal(SealSettings.off(), SealKeys.none());

    private final SealSettings settings;
    private final SealKeys keys;
    private final Ciphers ciphers = new Ciphers();
    private final SecureRandom random;
    private final LongAdder unsealed = new LongAdder();

    /**
     * A seal.
     *
     * @throws IllegalArgumentException when there is no key to seal with
     */
    public Seal(SealSettings settings, SealKeys keys) {
        if (settings.mode() != SealMode.OFF && keys.isEmpty()) {
            throw new IllegalArgumentException(
                    Messages.of(Seal.class)
                            .getString(
                                    "seal.noKeys",
                                    settings.mode().name().toLowerCase(Locale.ROOT)));
        }
        this.settings = settings;
        this.keys = keys;
        this.random = new SecureRandom();
    }

    /**
     * Returns a seal with the keys of a setting.
     *
     * @param source see {@link SealKeySource#of}; empty for no keys
     * @throws IllegalArgumentException when the keys cannot be read, or there is none to seal with
     */
    public static Seal of(
            SealMode mode, boolean acceptUnsealed, Set<String> plain, Optional<String> source) {
        if (mode == SealMode.OFF && source.isEmpty()) {
            return OFF;
        }
        return new Seal(
                new SealSettings(mode, acceptUnsealed || mode == SealMode.OFF, plain),
                source.map(SealKeySource::of).map(SealKeySource::keys).orElseGet(SealKeys::none));
    }

    /** Returns what seals nothing, and only deflates what is large. */
    public static Seal off() {
        return OFF;
    }

    /** Returns whether a record is refused of which nothing is sealed, as others write it. */
    public boolean refusesUnsealed() {
        return settings.mode() == SealMode.ENCRYPT && !settings.acceptUnsealed();
    }

    /**
     * Returns how many values were read that have no seal but should have one; only where those are
     * accepted.
     */
    public long unsealedValues() {
        return unsealed.sum();
    }

    /**
     * Returns what seals the values of a session that has no uid yet: it gets one.
     *
     * @param key the value of the partition key that it is stored under
     */
    public SessionSeal session(String key) {
        byte[] uid = new byte[UID_BYTES];
        random.nextBytes(uid);
        return session(uid, key);
    }

    /**
     * Returns what seals and opens the values of one session.
     *
     * @param uid of the session, at least 16 bytes: random, made with it, kept when its id changes
     * @param key the value of the partition key that it is stored under
     * @throws IllegalArgumentException when the uid is shorter
     */
    public SessionSeal session(byte[] uid, String key) {
        if (uid.length < UID_BYTES) {
            throw new IllegalArgumentException(
                    Messages.of(Seal.class).getString("seal.uid", uid.length, UID_BYTES));
        }
        return new SessionSeal(
                settings,
                keys,
                ciphers,
                random,
                uid.clone(),
                key,
                new ConcurrentHashMap<>(),
                unsealed);
    }
}
