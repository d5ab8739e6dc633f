package io.github.tomcatdynamodb.it.history;

import java.util.List;
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
    private volatile String id;
    private volatile String version;
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

    /** What the last answer that reached the browser has told of the session's version, or null. */
    String version() {
        return version;
    }

    void setVersion(String told) {
        version = told;
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
