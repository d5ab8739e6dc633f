package io.github.tomcatdynamodb.value.seal;

import io.github.tomcatdynamodb.text.Messages;
import java.security.SecureRandom;

/** Seals the values of one store's sessions. Safe for use by many threads. */
public final class Seal {

    /** A uid has 16 random bytes; less would not keep sessions apart. */
    private static final int SHORTEST_UID = 16;

    private final SealSettings settings;
    private final SealKeys keys;
    private final SecureRandom random;

    /**
     * A seal.
     *
     * @throws IllegalArgumentException when there is no key to seal with
     */
    public Seal(SealSettings settings, SealKeys keys) {
        if (settings.mode() != SealMode.OFF && keys.isEmpty()) {
            throw new IllegalArgumentException(
                    Messages.of(Seal.class).getString("seal.noKeys", settings.mode()));
        }
        this.settings = settings;
        this.keys = keys;
        this.random = new SecureRandom();
    }

    /** Returns what seals nothing, and only deflates what is large. */
    public static Seal off() {
        return new Seal(SealSettings.off(), SealKeys.none());
    }

    /**
     * Returns what seals and opens the values of one session.
     *
     * @param uid of the session, at least 16 bytes: random, made with it, kept when its id changes
     * @throws IllegalArgumentException when it is shorter
     */
    public SessionSeal session(byte[] uid) {
        if (uid.length < SHORTEST_UID) {
            throw new IllegalArgumentException(
                    Messages.of(Seal.class).getString("seal.uid", uid.length, SHORTEST_UID));
        }
        return new SessionSeal(settings, keys, random, uid.clone());
    }
}
