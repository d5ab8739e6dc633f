package io.github.tomcatdynamodb.record;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a difference is written against: as much of a stored record as the conditions of a write
 * need.
 *
 * @param format how it is stored
 * @param created when the session was created, in epoch milliseconds; together with the id it tells
 *     two sessions apart that had the same id one after the other. For a foreign record, which does
 *     not say, it is an estimate.
 * @param accessed the stored last access, in epoch milliseconds
 * @param maxInactive the stored timeout in seconds; zero or less means never
 * @param expires the stored expiry in epoch milliseconds; empty when the record never expires
 * @param json the text of {@code sess}; present exactly for {@link Format#JSON_STRING}
 * @param hasTypes whether {@code tomcat.types} is there, as it is in every record that this store
 *     has written
 * @param seal seals what is written, with the session's uid; with a new one if it has none
 * @param isSealed whether the uid is there, and everything is sealed as it would be now; if not,
 *     the next write that is due writes all of it
 */
public record Basis(
        Format format,
        long created,
        long accessed,
        int maxInactive,
        OptionalLong expires,
        Optional<String> json,
        boolean hasTypes,
        RecordSeal seal,
        boolean isSealed) {

    Basis withAccessed(long other) {
        return new Basis(
                format, created, other, maxInactive, expires, json, hasTypes, seal, isSealed);
    }
}
