package io.github.tomcatdynamodb.it.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.history.Event.Kind;
import io.github.tomcatdynamodb.it.history.Event.Outcome;
import io.github.tomcatdynamodb.it.history.Event.Sight;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Users with a few tabs each. All tabs of a user share the session's cookie, each is a thread of
 * its own and sends each request to any node. Every tab appends to an attribute of its own and to
 * one that it shares with the others; the first one logs in and out too.
 */
final class Clients {
    static final int TABS = 3;

    private static final String SHARED = "shared";
    private static final String MARKER = "marker";

    /** What a browser keeps beside the session cookie. */
    private static final List<String> COMPANIONS =
            List.of("JSESSIONID-version", "JSESSIONID-access");

    private static final String READ = "op=info";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_HISTORY = 400;

    private final List<TomcatNode> nodes;
    private final String application;
    private final Queue<Session> sessions = new ConcurrentLinkedQueue<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder notSent = new LongAdder();

    /** The answer to a request, or that there was none. */
    private record Answer(Outcome outcome, Sight sight, String newId) {}

    /** A user's current session, replaced when it is over. */
    private final class User {
        private volatile Session session = new Session(UUID.randomUUID().toString());

        private synchronized void replace(Session old) {
            if (session == old) {
                old.end();
                session = new Session(UUID.randomUUID().toString());
            }
        }
    }

    Clients(List<TomcatNode> nodes, String application) {
        this.nodes = nodes;
        this.application = application;
    }

    /** Runs so many users until this instant. */
    void run(int users, Instant end, long seed) {
        ExecutorService threads = Executors.newFixedThreadPool(users * TABS);
        List<Future<?>> tabs = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            User user = new User();
            for (int tab = 0; tab < TABS; tab++) {
                Random random = new Random(seed + i * TABS + tab);
                int number = tab;
                tabs.add(threads.submit(() -> run(user, number, end, random)));
            }
        }
        threads.shutdown();
        for (Future<?> tab : tabs) {
            try {
                tab.get();
            } catch (Exception e) {
                throw new IllegalStateException("a client has ended", e);
            }
        }
    }

    private void run(User user, int tab, Instant end, Random random) {
        while (Instant.now().isBefore(end)) {
            Session session = user.session;
            if (session.id() != null) {
                request(user, session, tab, random);
            } else if (tab == 0) {
                create(user, session, random);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5 + random.nextInt(40)));
        }
    }

    // ---- What a tab does

    private void create(User user, Session session, Random random) {
        long began = System.nanoTime();
        Answer answer = ask(random, null, session, "op=set&name=marker&value=" + session.marker());
        if (answer == null) {
            return;
        }
        if (answer.outcome() == Outcome.ACKNOWLEDGED && answer.newId() != null) {
            sessions.add(session);
            add(session, Kind.CREATE, began, answer);
            session.setId(answer.newId());
        } else {
            user.replace(session);
        }
    }

    private void request(User user, Session session, int tab, Random random) {
        int choice = random.nextInt(100);
        if (tab == 0 && (choice < 2 || session.history().size() > LONGEST_HISTORY)) {
            logout(user, session, random);
        } else if (tab == 0 && choice < 7) {
            login(session, random);
        } else if (choice < 45) {
            append(user, session, "own" + tab, random);
        } else if (choice < 65) {
            append(user, session, SHARED, random);
        } else {
            read(user, session, random);
        }
    }

    private void append(User user, Session session, String attribute, Random random) {
        long began = System.nanoTime();
        int token = session.nextToken();
        Answer answer =
                ask(
                        random,
                        session.id(),
                        session,
                        "op=append&name=" + attribute + "&value=" + token);
        if (answer != null) {
            session.add(
                    new Event(
                            Kind.APPEND,
                            attribute,
                            token,
                            began,
                            System.nanoTime(),
                            answer.outcome(),
                            answer.sight(),
                            answer.newId() != null));
            leaveIfGone(user, session, answer);
        }
    }

    private void read(User user, Session session, Random random) {
        long began = System.nanoTime();
        Answer answer = ask(random, session.id(), session, READ);
        if (answer != null) {
            add(session, Kind.READ, began, answer);
            leaveIfGone(user, session, answer);
        }
    }

    private void login(Session session, Random random) {
        long began = System.nanoTime();
        String id = session.id();
        Answer answer = ask(random, id, session, "op=login&value=ann");
        if (answer == null) {
            return;
        }
        if (answer.newId() != null) {
            session.setId(answer.newId());
        }
        add(session, Kind.LOGIN, began, answer);
        if (answer.outcome() == Outcome.ACKNOWLEDGED && answer.newId() != null) {
            old(session, id, random);
        }
    }

    private void logout(User user, Session session, Random random) {
        long began = System.nanoTime();
        Answer answer = ask(random, session.id(), session, "op=logout");
        if (answer == null) {
            return;
        }
        add(session, Kind.LOGOUT, began, answer);
        if (answer.outcome() == Outcome.ACKNOWLEDGED) {
            long again = System.nanoTime();
            Answer probe = ask(random, session.id(), session, READ);
            if (probe != null) {
                add(session, Kind.READ, again, probe);
            }
        }
        user.replace(session);
    }

    private void old(Session session, String id, Random random) {
        long began = System.nanoTime();
        Answer answer = ask(random, id, session, READ);
        if (answer != null) {
            add(session, Kind.OLD_ID, began, answer);
        }
    }

    private static void leaveIfGone(User user, Session session, Answer answer) {
        if (answer.outcome() == Outcome.ACKNOWLEDGED && !answer.sight().present()) {
            user.replace(session);
        }
    }

    /** Once all is well again: reads every session, and asks for those that were logged out. */
    void readAll() {
        Random random = new Random(0);
        for (Session session : sessions) {
            // A node does not ask again for a second for what it has just asked for in vain.
            Await.until("an answer after the end", () -> readAtLast(session, random));
            session.oldIds().forEach(id -> old(session, id, random));
        }
    }

    private boolean readAtLast(Session session, Random random) {
        long began = System.nanoTime();
        Answer answer = ask(random, session.id(), session, READ);
        boolean isAnswered = answer != null && answer.outcome() == Outcome.ACKNOWLEDGED;
        if (isAnswered) {
            add(session, Kind.READ, began, answer);
        }
        return isAnswered;
    }

    private static void add(Session session, Kind kind, long began, Answer answer) {
        session.add(
                new Event(
                        kind,
                        "",
                        0,
                        began,
                        System.nanoTime(),
                        answer.outcome(),
                        answer.sight(),
                        answer.newId() != null));
    }

    // ---- Requests

    /** The answer of any node; null when the request cannot have reached one. */
    private Answer ask(Random random, String id, Session session, String query) {
        TomcatNode node = nodes.get(random.nextInt(nodes.size()));
        String url = node.url("/" + application + "/probe.jsp?" + query);
        try {
            HttpBrowser browser = new HttpBrowser().timeout(PATIENCE);
            if (id != null) {
                // With the path that Tomcat gives it: else there would be two after a log-in.
                browser.setCookie("JSESSIONID", "/" + application, id);
            }
            Map<String, String> sent = new HashMap<>();
            for (String companion : COMPANIONS) {
                session.companion(companion)
                        .ifPresent(
                                value -> {
                                    sent.put(companion, value);
                                    browser.setCookie(companion, "/" + application, value);
                                });
            }
            // Java's client sends a GET once more, unasked, when its connection breaks.
            HttpBrowser.Response response =
                    query.equals(READ) ? browser.get(url) : browser.post(url, Map.of());
            requests.increment();
            // Not what was sent: an answer to another tab may have told of a later one meanwhile.
            for (String companion : COMPANIONS) {
                String told = browser.cookie(companion, "/" + application);
                if (told != null && !told.equals(sent.get(companion))) {
                    session.setCompanion(companion, told);
                }
            }
            String newId =
                    response.setsSessionCookie()
                            ? browser.cookie("JSESSIONID", "/" + application)
                            : null;
            if (response.status() == 200) {
                return new Answer(
                        Outcome.ACKNOWLEDGED, sight(response.json(), session.marker()), newId);
            }
            // What the host answers while the application is not deployed yet.
            return response.status() >= 500 ? new Answer(Outcome.FAILED, null, newId) : null;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException) {
                notSent.increment();
                return null;
            }
            requests.increment();
            return new Answer(Outcome.LOST, null, null);
        }
    }

    private static Sight sight(JsonObject answer, String marker) {
        if (!answer.get("session").getAsBoolean()) {
            return Sight.ABSENT;
        }
        JsonObject attributes = answer.getAsJsonObject("attributes");
        if (!attributes.has(MARKER) || !attributes.get(MARKER).getAsString().equals(marker)) {
            return Sight.ABSENT;
        }
        Map<String, int[]> tokens = new HashMap<>();
        attributes
                .entrySet()
                .forEach(
                        attribute -> {
                            if (attribute.getValue().isJsonArray()) {
                                tokens.put(
                                        attribute.getKey(),
                                        numbers(attribute.getValue().getAsJsonArray()));
                            }
                        });
        return new Sight(true, tokens);
    }

    private static int[] numbers(JsonArray array) {
        return array.asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }

    // ---- Results

    /** Every session that was ever made. */
    List<Session> sessions() {
        return List.copyOf(sessions);
    }

    /** Requests that reached a node. */
    long requests() {
        return requests.sum();
    }
}
