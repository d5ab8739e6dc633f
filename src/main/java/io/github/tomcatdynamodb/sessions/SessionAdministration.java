package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.Session;
import org.apache.tomcat.util.res.StringManager;

/** Shows and ends single sessions, for an administrator who knows the id of one, or its hash. */
public final class SessionAdministration {

    private static final StringManager sm = StringManager.getManager(SessionAdministration.class);

    /** So many keys a session may have had one after the other. */
    private static final int MAX_KEYS = 10;

    private final SessionKeys keys;
    private final SessionReader reader;
    private final SessionEnd end;
    private final Consistency consistency;
    private final ValueCodec values;
    private final Supplier<Stream<Session>> inMemory;

    /**
     * @param reader reads records
     * @param end ends sessions
     * @param consistency is told of what was ended
     * @param values decodes attributes
     * @param inMemory gives the session objects of this node
     */
    SessionAdministration(
            SessionReader reader,
            SessionEnd end,
            Consistency consistency,
            ValueCodec values,
            Supplier<Stream<Session>> inMemory) {
        this.keys = reader.keys();
        this.reader = reader;
        this.end = end;
        this.consistency = consistency;
        this.values = values;
        this.inMemory = inMemory;
    }

    /**
     * A session that was sought.
     *
     * @param key the value of the partition key that it is stored under, or would be
     * @param record its record; empty when there is none
     * @param objects its objects on this node
     */
    private record Found(String key, Optional<SessionRecord> record, List<Session> objects) {

        boolean isThere() {
            return record.isPresent() || !objects.isEmpty();
        }
    }

    /**
     * Returns what is known of a session, a line for each thing.
     *
     * @param session its id, or what stands for it in the log
     * @param withValues whether the values of its attributes are told, too
     * @throws IllegalStateException if DynamoDB did not answer
     */
    public String show(String session, boolean withValues) {
        Optional<Found> found = asking(() -> find(session));
        if (found.isEmpty()) {
            return notFound(session);
        }
        String display = keys.hashOf(found.get().key());
        String memory = sm.getString("administration.inMemory", found.get().objects().size());
        return found.get()
                .record()
                .map(
                        record ->
                                new RecordText(record, values, withValues).lines(display)
                                        + System.lineSeparator()
                                        + memory)
                .orElseGet(
                        () ->
                                sm.getString("administration.notStored", display)
                                        + System.lineSeparator()
                                        + memory);
    }

    /**
     * Ends a session as a log-out does: on this node at once, and on every other one for good, at
     * its next load.
     *
     * @param session its id, or what stands for it in the log
     * @return what was done
     * @throws IllegalStateException if DynamoDB did not answer
     */
    public String expire(String session) {
        return asking(
                () -> {
                    Optional<Found> found = find(session);
                    if (found.isEmpty()) {
                        return notFound(session);
                    }
                    // With their listeners; what is stored of them is ended with them.
                    found.get().objects().forEach(Session::expire);
                    live(found.get().key()).ifPresent(this::loggedOut);
                    return sm.getString("administration.ended", keys.hashOf(found.get().key()));
                });
    }

    private void loggedOut(Found found) {
        StoredSession stored =
                StoredSession.of(found.key(), found.record().orElseThrow(), values::isNative);
        consistency.written(found.key(), end.loggedOut(stored));
    }

    private String notFound(String session) {
        return sm.getString(
                keys.hashed() || !SessionKeys.isHash(session)
                        ? "administration.notFound"
                        : "administration.plainKeys");
    }

    private Optional<Found> find(String session) {
        return candidates(session).map(this::found).filter(Found::isThere).findFirst();
    }

    /** The keys that may be meant: an application may have made ids that look like hashes. */
    private Stream<String> candidates(String session) {
        Stream<String> ofHash =
                keys.hashed() && SessionKeys.isHash(session)
                        ? Stream.of(keys.prefix() + session)
                        : keysInMemory().filter(key -> keys.hashOf(key).equals(session));
        Stream<String> ofId =
                keys.isStorable(session) ? Stream.of(keys.key(session)) : Stream.empty();
        return Stream.concat(ofHash, ofId);
    }

    private Stream<String> keysInMemory() {
        return inMemory.get()
                .map(Session::getIdInternal)
                .filter(keys::isStorable)
                .map(keys::key)
                .distinct();
    }

    private Found found(String key) {
        return live(key).orElseGet(() -> new Found(key, Optional.empty(), objects(key)));
    }

    /** The live record under a key, or under the one that its session has got since. */
    private Optional<Found> live(String firstKey) {
        String key = firstKey;
        for (int i = 0; i < MAX_KEYS; i++) {
            Reading reading = reader.read(key, true);
            if (reading instanceof Reading.Moved moved) {
                key = moved.key();
            } else {
                return reading instanceof Reading.Live live
                                && !Expiry.isExpired(
                                        live.session().basis(), reader.clock().millis())
                        ? Optional.of(new Found(key, Optional.of(live.session()), objects(key)))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<Session> objects(String key) {
        return inMemory.get()
                .filter(session -> keys.isStorable(session.getIdInternal()))
                .filter(session -> keys.key(session.getIdInternal()).equals(key))
                .distinct()
                .toList();
    }

    /** Whoever asks by JMX need not have our classes. */
    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (TableException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }
}
