package io.github.tomcatdynamodb.value.seal;

import java.util.Objects;
import java.util.Set;

/**
 * How values are sealed.
 *
 * @param mode what is sealed when it is written
 * @param acceptUnsealed whether what the mode would seal is read without a seal, too: only while
 *     sealing is introduced, because anybody who may write to the table can leave out the seal
 * @param plain the paths of what is not encrypted, so that others can read it; bytes that only Java
 *     reads are signed there, too
 */
public record SealSettings(SealMode mode, boolean acceptUnsealed, Set<String> plain) {

    public SealSettings {
        Objects.requireNonNull(mode, "mode");
        plain = Set.copyOf(plain);
    }

    /** Returns settings that seal nothing, and read only what is not sealed or what a key opens. */
    public static SealSettings off() {
        return new SealSettings(SealMode.OFF, true, Set.of());
    }

    boolean encrypts(String path) {
        return mode == SealMode.ENCRYPT && !plain.contains(path);
    }
}
