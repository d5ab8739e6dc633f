package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.ItemSize;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.SessionRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A record as it was found.
 *
 * @param key the value of its partition key
 * @param item the whole item
 * @param reading what it is
 * @param readAt when it was read, by the table's clock, in epoch milliseconds
 */
record FoundRecord(String key, Map<String, AttributeValue> item, Reading reading, long readAt) {

    /** A key that holds the hash of a session id: nobody can log in with it. */
    private static final Pattern HASHED = Pattern.compile(".*#[-_A-Za-z0-9]{43}", Pattern.DOTALL);

    /** What a record stands for. */
    enum State {
        LIVE,
        /** Is no session any more; DynamoDB deletes it. */
        EXPIRED,
        LOGGED_OUT,
        /** The session goes on under another key. */
        MOVED,
        NO_SESSION,
        /** Cannot be read by this release. */
        NEWER_FORMAT,
        DAMAGED;

        /** Returns the name for people and programs: {@code loggedOut}. */
        String text() {
            String[] words = name().toLowerCase(Locale.ROOT).split("_", 2);
            return words.length == 1
                    ? words[0]
                    : words[0]
                            + words[1].substring(0, 1).toUpperCase(Locale.ROOT)
                            + words[1].substring(1);
        }
    }

    State state() {
        if (reading instanceof Reading.Live live) {
            return Expiry.isExpired(live.session().basis(), readAt) ? State.EXPIRED : State.LIVE;
        }
        if (reading instanceof Reading.LoggedOut) {
            return State.LOGGED_OUT;
        }
        if (reading instanceof Reading.Moved) {
            return State.MOVED;
        }
        if (reading instanceof Reading.Newer) {
            return State.NEWER_FORMAT;
        }
        return reading instanceof Reading.Damaged ? State.DAMAGED : State.NO_SESSION;
    }

    /** Returns whether a node could still take it for a session. */
    boolean isEndable() {
        return switch (state()) {
            case LIVE, NEWER_FORMAT, DAMAGED -> true;
            default -> false;
        };
    }

    Optional<SessionRecord> session() {
        return reading instanceof Reading.Live live
                ? Optional.of(live.session())
                : Optional.empty();
    }

    /**
     * Returns the key, if it logs nobody in; else what stands for it, as in the report of {@code
     * migrate}.
     */
    String shownKey() {
        return HASHED.matcher(key).matches() ? key : RecordMigration.hashed(key);
    }

    /** Returns when it was created; empty where that is not stored. */
    Optional<Instant> created() {
        return timed().map(session -> Instant.ofEpochMilli(session.basis().created()));
    }

    /** Returns the stored last access; empty where none is stored. */
    Optional<Instant> accessed() {
        return timed().map(session -> Instant.ofEpochMilli(session.basis().accessed()));
    }

    private Optional<SessionRecord> timed() {
        return session().filter(session -> session.basis().format().storesTimes());
    }

    /** Returns when it expires; empty when it never does. */
    Optional<Instant> expires() {
        return session()
                .filter(session -> session.basis().expires().isPresent())
                .map(session -> Instant.ofEpochMilli(session.basis().expires().getAsLong()));
    }

    /** Returns its size in bytes, as DynamoDB counts it. */
    int size() {
        return ItemSize.of(item);
    }
}
