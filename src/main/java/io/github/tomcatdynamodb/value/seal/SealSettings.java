package io.github.tomcatdynamodb.value.seal;

import java.util.Objects;
import java.util.Set;

/**
 * How values are sealed.
 *
 * @param mode what is sealed when it is written
 * @param acceptUnsealed whether what the mode would seal is read without a seal, too: only while
 *     sealing is introduced, because anybody who may write to the table can leave out the seal
 * @param plainAttributes the names of attributes that are not encrypted, so that others can read
 *     them; bytes that only Java reads are signed in them, too
 */
public record SealSettings(SealMode mode, boolean acceptUnsealed, Set<String> plainAttributes) {

    public SealSettings {
        Objects.requireNonNull(mode, "mode");
        plainAttributes = Set.copyOf(plainAttributes);
    }

    /** Returns settings that seal nothing, and read only what is not sealed or what a key opens. */
    public static SealSettings off() {
        return new SealSettings(SealMode.OFF, true, Set.of());
    }

    boolean encrypts(String name) {
        return mode == SealMode.ENCRYPT && !plainAttributes.contains(name);
    }
}
