package io.github.tomcatdynamodb.value.seal;

/** What is sealed when it is written. */
public enum SealMode {
    /** Nothing. */
    OFF,
    /**
     * Bytes that Kryo or Java serialization wrote get a signature; native values stay as they are.
     */
    SIGN,
    /** Every attribute is encrypted, but for those that are to stay plain. */
    ENCRYPT
}
