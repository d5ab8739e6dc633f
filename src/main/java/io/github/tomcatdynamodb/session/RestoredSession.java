package io.github.tomcatdynamodb.session;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardSession;

/**
 * A session that was loaded for the requests that are under way, and is no new one: what Tomcat
 * does each time it swaps a session in, a listener of sessions must not see once a request.
 */
public final class RestoredSession extends StandardSession {

    private static final long serialVersionUID = 1L;

    private final transient Consumer<Session> used;
    private final transient AtomicBoolean activated = new AtomicBoolean();

    /**
     * @param manager the Manager that it belongs to
     * @param used is told whenever somebody gets the session
     */
    public RestoredSession(Manager manager, Consumer<Session> used) {
        super(manager);
        this.used = used;
    }

    /** Tells nobody: the session was created by another request. */
    @Override
    public void tellNew() {
        // Tomcat calls it for each session that it swaps in.
    }

    /** Tells the listeners among the attributes once, however many requests use the object. */
    @Override
    public void activate() {
        if (activated.compareAndSet(false, true)) {
            super.activate();
        }
    }

    @Override
    public void access() {
        super.access();
        used.accept(this);
    }

    /** Keeps what it holds: other requests may use the object still. */
    @Override
    public void recycle() {
        // It is garbage as soon as nobody has it.
    }
}
