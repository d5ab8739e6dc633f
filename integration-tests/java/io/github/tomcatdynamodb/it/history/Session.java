package io.github.tomcatdynamodb.it.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** One session as its clients know it: the cookie that they share, and its history so far. */
final class Session {
    private final String marker;
    private final AtomicInteger tokens = new AtomicInteger();
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Set<String> oldIds = ConcurrentHashMap.newKeySet();
    private final Map<String, String> companions = new ConcurrentHashMap<>();
    private volatile String id;
    private volatile boolean over;

    /**
     * @param marker an attribute's value that tells it from every other session
     */
    Session(String marker) {
        this.marker = marker;
    }

    String marker() {
        return marker;
    }

    /** The session id that the clients send now; null before the session was made. */
    String id() {
        return id;
    }

    void setId(String newId) {
        if (id != null && !id.equals(newId)) {
            oldIds.add(id);
        }
        id = newId;
    }

    /** A cookie beside the session cookie, as the last answer that reached the browser set it. */
    Optional<String> companion(String name) {
        return Optional.ofNullable(companions.get(name));
    }

    void setCompanion(String name, String value) {
        companions.put(name, value);
    }

    /** Ids that the session has left. */
    Set<String> oldIds() {
        return oldIds;
    }

    /** Whether its clients have left it for another one. */
    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    int nextToken() {
        return tokens.incrementAndGet();
    }

    void add(Event event) {
        events.add(event);
    }

    List<Event> history() {
        return List.copyOf(events);
    }
}
