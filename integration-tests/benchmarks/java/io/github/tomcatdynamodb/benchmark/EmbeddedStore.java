package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.DynamoDBStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.session.StandardSession;
import org.apache.catalina.startup.Tomcat;

/**
 * A store as it runs in Tomcat, on a real Manager of a real Context, without a connector; and so
 * without a PersistentValve, because outside of a request such a store would load nothing.
 */
final class EmbeddedStore implements AutoCloseable {

    private static final Logger CATALINA = Logger.getLogger("org.apache");
    private static final Logger STORE = Logger.getLogger("io.github.tomcatdynamodb");

    /** With a prefix of its own a store keeps sessions under their ids. */
    private static final String PREFIX = "localhost/shop#";

    private static final String KEYS = "benchmark.seal.keys";

    private final Tomcat tomcat = new Tomcat();
    private final PersistentManager manager = new PersistentManager();
    private final DynamoDBStore store = new DynamoDBStore();

    EmbeddedStore(URI endpoint, String table, String region)
            throws LifecycleException, IOException {
        this(endpoint, table, region, "off");
    }

    /**
     * Starts it.
     *
     * @param seal the setting of that name
     */
    EmbeddedStore(URI endpoint, String table, String region, String seal)
            throws LifecycleException, IOException {
        CATALINA.setLevel(Level.SEVERE);
        STORE.setLevel(Level.WARNING);
        Path base = Files.createTempDirectory("benchmark-tomcat");
        base.toFile().deleteOnExit();
        tomcat.setBaseDir(base.toString());
        // The MBeans of several in one JVM must have other names.
        tomcat.getEngine().setName(base.getFileName().toString());
        Context context = tomcat.addContext("/shop", base.toString());
        store.setTableName(table);
        store.setRegion(region);
        store.setEndpoint(endpoint.toString());
        store.setPrefix(PREFIX);
        store.setSeal(seal);
        if (!seal.equals("off")) {
            String key = Base64.getEncoder().encodeToString(new byte[32]);
            System.setProperty(KEYS, "benchmark:" + key);
            store.setSealKeys("property:" + KEYS);
        }
        manager.setStore(store);
        context.setManager(manager);
        tomcat.start();
    }

    DynamoDBStore store() {
        return store;
    }

    /** The key under which the store puts a session. */
    static String key(String id) {
        return PREFIX + id;
    }

    /** A session that has not been saved yet. Give it back by {@link #forget}. */
    StandardSession newSession(String id, Map<String, Object> attributes) {
        StandardSession session = (StandardSession) manager.createEmptySession();
        session.setNew(true);
        session.setValid(true);
        session.setCreationTime(System.currentTimeMillis());
        session.setMaxInactiveInterval(1800);
        session.setId(id, false);
        attributes.forEach(session::setAttribute);
        return session;
    }

    /** Takes a session out of memory, as the valve does at the end of a request. */
    void forget(StandardSession session) {
        manager.removeSuper(session);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
