package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.limits.Limits;
import io.github.tomcatdynamodb.value.limits.Packing;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A value as it stands in the record.
 *
 * @param value the native DynamoDB value; never null
 * @param type the type entry, or null when {@code value} determines the Java type by itself
 * @param isRefused whether its seal is missing or wrong: nothing of it is read, and it is written
 *     as it stands
 */
public record StoredValue(AttributeValue value, AttributeValue type, boolean isRefused) {

    public StoredValue {
        Objects.requireNonNull(value, "value");
    }

    /** A value that may be read. */
    public StoredValue(AttributeValue value, AttributeValue type) {
        this(value, type, false);
    }

    /** The same, whose seal is missing or wrong. */
    public StoredValue refused() {
        return new StoredValue(value, type, true);
    }

    /**
     * A value without a type entry: one that says by itself what it is, or one that another program
     * wrote.
     */
    public static StoredValue untyped(AttributeValue value) {
        return new StoredValue(value, null);
    }

    /** Before the class in the type entry of bytes that Kryo or Java serialization wrote. */
    static final String KRYO = "kryo:";

    static final String JAVA = "java:";

    /** The type entry of a value that is encrypted. */
    public static final String SEALED = "sealed";

    /**
     * Whether the value is bytes that only Java reads: of Kryo's or of Java serialization's, or
     * encrypted. A Node application can read any other.
     */
    public boolean isOpaque() {
        String entry = type == null ? null : type.s();
        return isRefused
                || (entry != null
                        && (entry.startsWith(KRYO)
                                || entry.startsWith(JAVA)
                                || entry.equals(SEALED)));
    }

    /** Whether the value is encrypted, its type entry, too. */
    public boolean isSealed() {
        return type != null && SEALED.equals(type.s());
    }

    /**
     * Returns the form in which the value is written to the table: bytes that only Java reads are
     * deflated where that saves something. It has the same fingerprint, and is read the same.
     */
    public StoredValue packed() {
        if (isRefused || !isOpaque() || value.b() == null) {
            return this;
        }
        byte[] bytes = value.b().asByteArrayUnsafe();
        byte[] packed = Packing.pack(bytes);
        return packed == bytes ? this : withBytes(packed);
    }

    private StoredValue withBytes(byte[] bytes) {
        return new StoredValue(AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)), type);
    }

    /**
     * Returns the form in which the value is compared, the opposite of {@link #packed}.
     *
     * @param most how many bytes it may have then
     * @throws IllegalArgumentException when it has more, or is not what was packed
     */
    StoredValue unpacked(int most) {
        boolean isPacked =
                isOpaque() && value.b() != null && Packing.isPacked(value.b().asByteArrayUnsafe());
        return isPacked
                ? withBytes(Packing.plain(Packing.unpack(value.b().asByteArrayUnsafe(), most)))
                : this;
    }

    /**
     * Returns the value with its type entry as bytes for items of its own; what is native is
     * deflated where that saves something, what is opaque is {@linkplain #packed packed} already.
     */
    public byte[] content() {
        byte[] bytes = Packing.plain(ValueBytes.write(this));
        return isOpaque() ? bytes : Packing.pack(bytes);
    }

    /**
     * Reads what {@link #content} has written.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static StoredValue ofContent(byte[] content) {
        return ValueBytes.read(Packing.unpack(content, Limits.defaults().bytes()));
    }

    /** The digest of this form; equal for two forms that DynamoDB does not tell apart. */
    public Fingerprint fingerprint() {
        try {
            return Fingerprint.of(unpacked(Limits.defaults().bytes()));
        } catch (IllegalArgumentException e) {
            // Damaged: nothing is the same.
            return Fingerprint.of(this);
        }
    }
}
