package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.seal.Seal;

/**
 * How records are written.
 *
 * @param hashKey the name of the partition key
 * @param ttlAttribute the name of the time-to-live attribute
 * @param expiry when sessions expire and touches are due
 * @param legacyFormat what becomes of JSON records
 * @param specialKeys which attributes are copied beside the session
 * @param expressCompatible whether an Express application can read the records
 * @param seal seals what is written, and opens what is read
 * @param large which attributes stand in items of their own
 */
public record RecordSettings(
        String hashKey,
        String ttlAttribute,
        Expiry expiry,
        LegacyFormat legacyFormat,
        SpecialKeys specialKeys,
        boolean expressCompatible,
        Seal seal,
        LargePlacement large) {

    /** Returns the same for the application whose keys begin so. */
    public RecordSettings under(String prefix) {
        return withLarge(large.under(prefix));
    }

    /** Returns the same with other attributes in items of their own. */
    public RecordSettings withLarge(LargePlacement other) {
        return new RecordSettings(
                hashKey,
                ttlAttribute,
                expiry,
                legacyFormat,
                specialKeys,
                expressCompatible,
                seal,
                other);
    }
}
