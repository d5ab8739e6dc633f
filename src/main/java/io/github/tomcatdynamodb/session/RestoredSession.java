package io.github.tomcatdynamodb.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.StoreManager;
import org.apache.catalina.session.StandardSession;

/**
 * A session that was loaded for the requests that are under way, and is no new one: what Tomcat
 * does each time it swaps a session in, a listener of sessions must not see once a request.
 */
public final class RestoredSession extends StandardSession {

    private static final long serialVersionUID = 1L;

    /** Holds a character that no session id has. */
    private static final String NOT_AN_ID = "swapped in ";

    /** The threads that swap the session in; Tomcat lets two do that at once. */
    private final transient Set<Thread> swapping = ConcurrentHashMap.newKeySet();

    private final transient Consumer<Session> used;
    private final transient AtomicBoolean activated = new AtomicBoolean();

    /** The names of attributes that somebody may have changed. */
    private final transient Set<String> handedOut = ConcurrentHashMap.newKeySet();

    /**
     * @param manager the Manager that it belongs to
     * @param used is told whenever somebody gets the session
     */
    public RestoredSession(Manager manager, Consumer<Session> used) {
        super(manager);
        this.used = used;
    }

    /**
     * Tells nobody: the session was created by another request. Tomcat calls it for each session
     * that it swaps in, right before it adds the session to the Manager's memory. There another
     * request would find it that must not: every request asks the store, which knows whether the
     * object is as new as that request may expect. So it is added where nobody looks.
     */
    @Override
    public void tellNew() {
        swapping.add(Thread.currentThread());
    }

    /** Returns the session's id, but what it is added to the Manager's memory by is none. */
    @Override
    public String getIdInternal() {
        String id = super.getIdInternal();
        return swapping.contains(Thread.currentThread()) ? NOT_AN_ID + id : id;
    }

    /**
     * Leaves the Manager's memory, to which it has just been added. Tells the listeners among the
     * attributes once, however many requests use the object.
     */
    @Override
    public void activate() {
        if (swapping.contains(Thread.currentThread())) {
            ((StoreManager) getManager()).removeSuper(this);
            swapping.remove(Thread.currentThread());
        }
        if (activated.compareAndSet(false, true)) {
            super.activate();
        }
    }

    @Override
    public Object getAttribute(String name) {
        Object value = super.getAttribute(name);
        if (value != null) {
            handedOut.add(name);
        }
        return value;
    }

    @Override
    public void setAttribute(String name, Object value, boolean notify) {
        if (name != null) {
            handedOut.add(name);
        }
        super.setAttribute(name, value, notify);
    }

    /**
     * Returns whether somebody has had the value of an attribute, or given it, since the session
     * was restored. Of other values nobody has a reference by which to change them.
     */
    public boolean hasHandedOut(String name) {
        return handedOut.contains(name);
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
