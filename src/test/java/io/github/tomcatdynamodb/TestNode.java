package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.session.SessionTimes;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Session;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.session.StandardSession;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.IntrospectionUtils;

/**
 * A node of a cluster in this JVM: a real context with a real {@code PersistentManager} and the
 * store, but without HTTP: its sessions stay in memory, and what a request or the background thread
 * would do with them is done by {@link #open} and {@link #finish}, at the time of a test's clock.
 */
final class TestNode implements AutoCloseable {

    private static final Logger CATALINA = Logger.getLogger("org.apache.catalina");
    private static final Logger TOMCAT = Logger.getLogger("org.apache.tomcat");
    private static final Logger STORE = Logger.getLogger(DynamoDBStore.class.getName());
    private static final AtomicInteger NODES = new AtomicInteger();

    static {
        CATALINA.setLevel(Level.OFF);
        TOMCAT.setLevel(Level.OFF);
        STORE.setLevel(Level.OFF);
    }

    private final TestClock clock;
    private final DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo());
    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final PersistentManager manager = new PersistentManager();
    private final DynamoDBStore store;

    /**
     * @param settings the attributes of the Store
     * @param more what else is set before it starts
     */
    TestNode(TestClock clock, Map<String, String> settings, Consumer<TestNode> more) {
        this.clock = clock;
        proxy.date(clock);
        this.store = new DynamoDBStore(clock, clock::nanoTime);
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("region", EmbeddedDynamoDb.REGION);
        all.putIfAbsent("endpoint", proxy.endpoint().toString());
        // Not the defaults: a slow machine is no outage.
        all.putIfAbsent("attemptTimeout", "20000");
        all.putIfAbsent("callTimeout", "60000");
        all.forEach((name, value) -> IntrospectionUtils.setProperty(store, name, value));
        Path base = temporaryDirectory();
        tomcat.setBaseDir(base.toString());
        tomcat.getEngine().setName("node-" + NODES.incrementAndGet());
        this.context = tomcat.addContext("/shop", base.toString());
        context.setSessionTimeout(30);
        manager.setStore(store);
        manager.setSaveOnRestart(true);
        context.setManager(manager);
        more.accept(this);
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            close();
            throw new IllegalStateException(e);
        }
        if (!context.getState().isAvailable()) {
            close();
            throw new IllegalStateException("the context does not start");
        }
    }

    TestNode(TestClock clock, Map<String, String> settings) {
        this(clock, settings, node -> {});
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("test-node");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Context context() {
        return context;
    }

    PersistentManager manager() {
        return manager;
    }

    DynamoDBStore store() {
        return store;
    }

    DynamoDbProxy proxy() {
        return proxy;
    }

    /** The calls since the last {@link #forgetCalls}. */
    ApiCalls calls() {
        return proxy.calls();
    }

    void forgetCalls() {
        proxy.reset();
    }

    /** Makes a session, lets a request work with it and saves it. Returns its id. */
    String create(Consumer<HttpSession> work) {
        Session session = manager.createSession(null);
        SessionTimes.created(session, clock.millis());
        work.accept(session.getSession());
        String id = session.getIdInternal();
        finish(session);
        return id;
    }

    /** A request with a session that there must be. */
    void request(String id, Consumer<HttpSession> work) {
        Session session = open(id).orElseThrow(() -> new AssertionError("there is no session"));
        work.accept(session.getSession());
        finish(session);
    }

    /** What a session holds, by a load of the store alone. */
    Optional<Map<String, Object>> attributes(String id) {
        return load(id).map(
                        session -> {
                            Map<String, Object> attributes = new HashMap<>();
                            HttpSession http = session.getSession();
                            http.getAttributeNames()
                                    .asIterator()
                                    .forEachRemaining(
                                            name -> attributes.put(name, http.getAttribute(name)));
                            return attributes;
                        });
    }

    /** Loads a session from the store, past whatever is in memory. */
    Optional<Session> load(String id) {
        try {
            return Optional.ofNullable(store.load(id));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The beginning of a request. */
    Optional<Session> open(String id) {
        Optional<Session> loaded = load(id);
        loaded.ifPresent(
                session -> {
                    manager.add(session);
                    SessionTimes.accessed(session, clock.millis());
                });
        return loaded;
    }

    /** Asks the Manager, as an application does. */
    Optional<Session> find(String id) {
        try {
            return Optional.ofNullable(manager.findSession(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of a request, or a swap to the store. */
    void finish(Session session) {
        save(session);
        if (session.isValid()) {
            manager.removeSuper(session);
            session.recycle();
        }
    }

    void save(Session session) {
        try {
            store.save(session);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A log-in: the session gets another id, which is returned. */
    String changeId(Session session) {
        return manager.rotateSessionId(session);
    }

    static Object attribute(Session session, String name) {
        return ((StandardSession) session).getAttribute(name);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } finally {
            proxy.close();
        }
    }
}
