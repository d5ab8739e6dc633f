package io.github.tomcatdynamodb.value;

/**
 * The first 128 bits of the SHA-256 digest of a stored form. Two forms that DynamoDB does not tell
 * apart (another order of map keys, {@code 1.0} and {@code 1}) have the same fingerprint.
 *
 * @param high the first eight bytes of the digest
 * @param low the next eight bytes of the digest
 */
public record Fingerprint(long high, long low) {}
