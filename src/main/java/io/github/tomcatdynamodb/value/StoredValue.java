package io.github.tomcatdynamodb.value;

import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A value as it stands in the record.
 *
 * @param value the native DynamoDB value; never null
 * @param type the type entry, or null when {@code value} determines the Java type by itself
 */
public record StoredValue(AttributeValue value, AttributeValue type) {

    public StoredValue {
        Objects.requireNonNull(value, "value");
    }

    /**
     * A value without a type entry: one that says by itself what it is, or one that another program
     * wrote.
     */
    public static StoredValue untyped(AttributeValue value) {
        return new StoredValue(value, null);
    }

    /** The digest of this form; equal for two forms that DynamoDB does not tell apart. */
    public Fingerprint fingerprint() {
        return CanonicalForm.fingerprint(this);
    }
}
