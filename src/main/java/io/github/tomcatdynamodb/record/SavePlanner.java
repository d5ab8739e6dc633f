package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides what a save writes. The rules are those of the README's "What a save writes". */
public final class SavePlanner {

    private static final Messages sm = Messages.of(SavePlanner.class);

    private final RecordSettings settings;
    private final ValueCodec codec;
    private final PutWriter puts;
    private final UpdateWriter updates;

    /**
     * @param settings how records are written
     * @param codec compares and converts values
     */
    public SavePlanner(RecordSettings settings, ValueCodec codec) {
        this.settings = settings;
        this.codec = codec;
        this.puts = new PutWriter(settings, codec);
        this.updates = new UpdateWriter(settings, codec);
    }

    /**
     * Decides from what is remembered, without asking the table.
     *
     * @param session the session as it shall be stored
     * @param stored what is remembered of its record; empty for a session that was never stored
     * @param now epoch milliseconds
     * @throws IllegalStateException if the session must not be stored because of its special keys
     */
    public SavePlan plan(EncodedSession session, Optional<StoredSession> stored, long now) {
        settings.specialKeys().check(session);
        if (stored.isEmpty()) {
            return create(session, now);
        }
        if (!stored.get().key().equals(session.key())) {
            return moved(session, stored.get(), now);
        }
        return update(session, stored.get(), difference(stored.get(), session), now);
    }

    private SavePlan create(EncodedSession session, long now) {
        // An Express application may touch these, and says when they expire only.
        boolean isPossible =
                !settings.expressCompatible() && settings.legacyFormat() == LegacyFormat.UPGRADE;
        return puts.create(dated(session, isPossible, false, now), now);
    }

    /**
     * Returns a session with the time and the interval that are written when something is. What is
     * written for a client that keeps the time of its last request is of the present, in which it
     * is told the time; and so is what makes a record of such a client an ordinary one: of requests
     * that overlap, the last to write may have begun first.
     */
    private static EncodedSession dated(
            EncodedSession session, boolean isPossible, boolean isForClient, long now) {
        boolean keptByClient = session.keptByClient() && isPossible;
        EncodedSession dated = session.withKeptByClient(keptByClient);
        return keptByClient || isForClient
                ? dated.withAccessed(Math.max(session.accessed(), now))
                : dated;
    }

    private EncodedSession dated(
            EncodedSession session, StoredSession stored, Basis basis, long now) {
        return dated(
                session,
                CookieTimes.isPossible(basis, stored.reserved()),
                settings.expiry().isForClient(basis, stored.reserved()),
                now);
    }

    /**
     * Decides again after the table has refused a write, because the record is not what was
     * remembered.
     *
     * @param current the record as it stands in the table
     * @throws IllegalStateException if the record is damaged or of a newer release, so that nothing
     *     can be written to it
     */
    public SavePlan planAgain(
            EncodedSession session, Optional<StoredSession> stored, Reading current, long now) {
        if (current instanceof Reading.Damaged damaged) {
            throw new IllegalStateException(sm.getString("save.damaged", damaged.reason()));
        }
        if (current instanceof Reading.Newer newer) {
            throw new IllegalStateException(sm.getString("save.newer", newer.format()));
        }
        Optional<StoredSession> sameKey =
                stored.filter(remembered -> remembered.key().equals(session.key()));
        if (current instanceof Reading.Live live) {
            return sameKey.isPresent()
                    ? ontoRecord(session, sameKey.get(), live.session(), now)
                    : ontoNewRecord(session, stored, live.session(), now);
        }
        if (current instanceof Reading.Moved moved
                && (sameKey.isPresent() || moved.created() == created(session, stored))) {
            return sameKey.filter(remembered -> remembered.isOf(moved.created()))
                            .map(remembered -> difference(remembered, session))
                            .filter(difference -> !difference.isEmpty())
                            .isPresent()
                    ? new SavePlan.Moved(moved.key())
                    : new SavePlan.Gone();
        }
        if (current instanceof Reading.LoggedOut loggedOut
                && (sameKey.isPresent() || loggedOut.created() == created(session, stored))) {
            // Whichever session had the id last, it was this one or a later one.
            return new SavePlan.Gone();
        }
        if (sameKey.isEmpty()) {
            return stored.isEmpty() ? create(session, now) : moved(session, stored.get(), now);
        }
        // Time to live deletes nothing before it has expired: whatever is missing earlier was
        // deleted on purpose,
        // for example by an Express application that logged the user out.
        return Expiry.isExpired(sameKey.get().basis(), now)
                ? puts.restored(
                        dated(session, sameKey.get(), sameKey.get().basis(), now),
                        sameKey.get(),
                        difference(sameKey.get(), session),
                        now)
                : new SavePlan.Gone();
    }

    /**
     * Returns whether a record that has refused a write holds what the session object does not: its
     * changes go on top, but whoever asks for the session needs another object.
     *
     * @param current the record as it stands in the table
     */
    public boolean isOvertaken(
            EncodedSession session, Optional<StoredSession> stored, Reading current) {
        Optional<StoredSession> sameKey =
                stored.filter(remembered -> remembered.key().equals(session.key()));
        return !(current instanceof Reading.Live live)
                || sameKey.isEmpty()
                || !sameKey.get()
                        .holds(
                                live.session(),
                                difference(sameKey.get(), session),
                                this::isSameContent);
    }

    /**
     * Plans to store a session under a key that it had before and has left: the tombstone there
     * says where it went, and that is where it is now.
     *
     * @param stored what is remembered of its record under the key that it leaves
     * @param tombstone what stands under the key that it comes back to
     * @param now epoch milliseconds
     */
    public SavePlan planReturn(
            EncodedSession session, StoredSession stored, Reading.Moved tombstone, long now) {
        return moved(session, stored, Optional.of(tombstone.key()), now);
    }

    private SavePlan moved(EncodedSession session, StoredSession stored, long now) {
        return moved(session, stored, Optional.empty(), now);
    }

    private SavePlan moved(
            EncodedSession session, StoredSession stored, Optional<String> over, long now) {
        Difference difference = difference(stored, session);
        return puts.moved(
                dated(session, stored, stored.basis(), now),
                stored,
                difference,
                Origin.of(stored, difference.names(), stored.basis().seal().under(session.key())),
                over,
                now);
    }

    /**
     * Plans to take along what was written under a session's old key after it had got another one.
     * Of what both have changed, that is kept: their requests overlap, but those with the old key
     * may be the last of several that were answered.
     *
     * @param key the value of the partition key that it has got
     * @param current the record there, with its origin
     * @param old the record under the old key
     * @param now epoch milliseconds
     * @return the conditional write; refused when as much or more was taken along by somebody else
     */
    public SavePlan.Update takeAlong(
            String key, SessionRecord current, SessionRecord old, long now) {
        Map<String, StoredValue> attributes = new HashMap<>(old.attributes());
        Origin origin = current.origin().orElseThrow();
        for (String name : origin.changed().keySet()) {
            if (origin.knowsBetter(name, old.attributes().get(name), current.basis().seal())) {
                attributes.remove(name);
                Optional.ofNullable(current.attributes().get(name))
                        .ifPresent(value -> attributes.put(name, value));
            }
        }
        boolean isForClient = settings.expiry().isForClient(current.basis(), current.reserved());
        long accessed = Math.max(current.basis().accessed(), old.basis().accessed() + 1);
        EncodedSession session =
                new EncodedSession(
                        key,
                        current.basis().created(),
                        isForClient ? Math.max(accessed, now) : accessed,
                        current.basis().maxInactive() == origin.maxInactive()
                                ? old.basis().maxInactive()
                                : current.basis().maxInactive(),
                        attributes,
                        current.authentication(),
                        isForClient);
        StoredSession stored =
                StoredSession.of(key, current, codec::isNative).withOrigin(Optional.empty());
        return updates.takeAlong(session, stored, difference(stored, session), old.basis());
    }

    /**
     * Plans to note that the record under a session's old key has ended.
     *
     * @param key the value of the partition key that it has got
     * @param format of the record under the new key
     * @return the conditional write; refused when it was noted before
     */
    public ItemUpdate settled(String key, Format format) {
        return updates.settled(key, format);
    }

    /**
     * Plans to turn a JSON record into a map without any use of its session.
     *
     * @param key the value of the partition key
     * @param record a record of {@link Format#JSON_STRING}
     * @return the conditional write; empty when the record cannot be represented as a map
     */
    public Optional<ItemUpdate> upgrade(String key, SessionRecord record) {
        return updates.upgradeUnused(key, record);
    }

    /**
     * Another node has changed the record, which may have another format now: our changes go on
     * top.
     */
    private SavePlan ontoRecord(
            EncodedSession session, StoredSession stored, SessionRecord current, long now) {
        if (!stored.isSameAs(current)) {
            // The id belongs to a later session.
            return new SavePlan.Gone();
        }
        Difference difference = difference(stored, session);
        return !difference.isEmpty() && isDone(difference, session, current)
                ? new SavePlan.Stored(
                        Reason.CHANGED, stored.saved(session, difference, current.basis()))
                : update(
                        session,
                        stored.withReserved(current.reserved())
                                .withOrigin(current.origin())
                                .withLarge(current.large()),
                        current.basis(),
                        difference,
                        () -> difference.onto(current.attributes()),
                        now);
    }

    /**
     * Whether a record already is what a difference would make of it: the write was done before,
     * and its answer was lost.
     */
    private boolean isDone(Difference difference, EncodedSession session, SessionRecord current) {
        Map<String, StoredValue> there = current.attributes();
        return current.basis().accessed() >= session.accessed()
                && difference.set().entrySet().stream()
                        .allMatch(set -> isSame(there.get(set.getKey()), set.getValue()))
                && difference.removed().stream().noneMatch(there::containsKey)
                && (!difference.maxInactive()
                        || current.basis().maxInactive() == session.maxInactive())
                && (!difference.authentication()
                        || isSame(current.authentication(), session.authentication()));
    }

    private static boolean isSame(Map<String, StoredValue> some, Map<String, StoredValue> others) {
        return some.keySet().equals(others.keySet())
                && some.keySet().stream()
                        .allMatch(name -> isSame(some.get(name), others.get(name)));
    }

    private static boolean isSame(StoredValue one, StoredValue other) {
        return one != null && one.fingerprint().equals(other.fingerprint());
    }

    /**
     * There is a record under the id of a session that was not stored under it yet: our own write
     * whose answer was lost, or a session that another node has created under the same id ({@code
     * sessionCookiePath="/"}).
     */
    private SavePlan ontoNewRecord(
            EncodedSession session,
            Optional<StoredSession> carried,
            SessionRecord current,
            long now) {
        StoredSession found =
                StoredSession.loaded(
                        session.key(), current, session.attributes().keySet(), codec::isNative);
        SavePlan plan = update(session, found, difference(found, session), now);
        return plan instanceof SavePlan.Nothing
                ? new SavePlan.Stored(carried.isEmpty() ? Reason.CREATED : Reason.MOVED, found)
                : plan;
    }

    private SavePlan update(
            EncodedSession session, StoredSession stored, Difference difference, long now) {
        return update(
                session,
                stored,
                stored.basis(),
                difference,
                () -> stored.attributes(session, difference),
                now);
    }

    private SavePlan update(
            EncodedSession session,
            StoredSession stored,
            Basis basis,
            Difference difference,
            Supplier<Map<String, StoredValue>> attributes,
            long now) {
        EncodedSession dated = dated(session, stored, basis, now);
        if (difference.isEmpty() && !isTouchDue(session, dated, stored, basis)) {
            return new SavePlan.Nothing(stored.withBasis(basis));
        }
        return updates.update(dated, stored, basis, difference, attributes);
    }

    private boolean isTouchDue(
            EncodedSession session, EncodedSession dated, StoredSession stored, Basis basis) {
        if (dated.keptByClient()) {
            return settings.expiry().isTouchDue(dated.accessed(), basis, true);
        }
        // A client that can show nothing is judged by what is written.
        return (session.accessed() > basis.accessed()
                        && settings.expiry().isForClient(basis, stored.reserved()))
                || settings.expiry().isTouchDue(session.accessed(), basis);
    }

    private Difference difference(StoredSession stored, EncodedSession session) {
        return Difference.between(stored, session, this::isSameContent);
    }

    private static long created(EncodedSession session, Optional<StoredSession> stored) {
        return stored.map(remembered -> remembered.basis().created()).orElse(session.created());
    }

    private boolean isSameContent(StoredValue before, StoredValue after) {
        return codec.unchanged(before, after);
    }
}
