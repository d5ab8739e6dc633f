package io.github.tomcatdynamodb.benchmark;

import java.util.ArrayList;
import java.util.List;

/** What the requests of a turn do. */
enum RequestKind {
    READ("read-only", 0, ""),
    TENTH("10 % changes", 10, ""),
    CHANGE("all changes", 1, ""),
    NONE("no session asked for", 0, "?none");

    private final String title;
    private final int changesOneOf;
    private final String query;

    RequestKind(String title, int changesOneOf, String query) {
        this.title = title;
        this.changesOneOf = changesOneOf;
        this.query = query;
    }

    /** Returns what stands in the report. */
    String title() {
        return title;
    }

    /** Whether the session's size makes a difference, and where it is kept. */
    boolean usesSession() {
        return this != NONE;
    }

    /**
     * Returns what a client sends again and again: each of its sessions changes as often as the
     * others.
     *
     * @param path of the page
     * @param cookies of each of its sessions
     */
    List<byte[]> requests(String path, List<String> cookies) {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < Math.max(1, changesOneOf) * cookies.size(); i++) {
            // A round later another session has its turn.
            boolean changes =
                    changesOneOf > 0 && (i + i / cookies.size()) % changesOneOf == changesOneOf - 1;
            requests.add(
                    LoadGenerator.request(
                            changes ? "POST" : "GET",
                            path + (changes ? "?change" : query),
                            cookies.get(i % cookies.size())));
        }
        return requests;
    }
}
