package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.value.SampleSession;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Loads and saves of a 2 KB session by a store that seals it, or does not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SealBenchmark {

    private static final Map<String, Object> ATTRIBUTES = SampleSession.JSON.attributes();

    /** The setting of that name. */
    @Param({"off", "sign", "encrypt"})
    public String seal;

    private final String idToLoad = newId();
    private EmbeddedStore tomcat;
    private StandardSession session;
    private int counter;

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Stores the session that is loaded, and the one that is changed or left alone. */
    @Setup(Level.Trial)
    public void start() throws LifecycleException, IOException {
        URI endpoint = URI.create(System.getProperty(StoreBenchmark.ENDPOINT));
        tomcat = new EmbeddedStore(endpoint, StoreBenchmark.TABLE, Clients.REGION, seal);
        session = tomcat.newSession(newId(), ATTRIBUTES);
        tomcat.store().save(session);
        StandardSession stored = tomcat.newSession(idToLoad, ATTRIBUTES);
        tomcat.store().save(stored);
        // What is in memory is not loaded.
        tomcat.forget(stored);
    }

    /** Ends what was started. */
    @TearDown(Level.Trial)
    public void stop() throws LifecycleException {
        tomcat.close();
    }

    /** A load. */
    @Benchmark
    public Session load() throws ClassNotFoundException, IOException {
        return tomcat.store().load(idToLoad);
    }

    /** A new session, saved. */
    @Benchmark
    public Session saveNew() throws IOException {
        StandardSession fresh = tomcat.newSession(newId(), ATTRIBUTES);
        tomcat.store().save(fresh);
        tomcat.forget(fresh);
        return fresh;
    }

    /** A session of which one attribute has changed, saved. */
    @Benchmark
    public Session saveChanged() throws IOException {
        session.setAttribute("counter", ++counter);
        tomcat.store().save(session);
        return session;
    }

    /** A session in which nothing has changed: a save that decides not to write. */
    @Benchmark
    public Session saveUnchanged() throws IOException {
        tomcat.store().save(session);
        return session;
    }
}
