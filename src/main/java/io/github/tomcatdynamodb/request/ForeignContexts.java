package io.github.tomcatdynamodb.request;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.PersistentValve;

/**
 * Stands behind a {@code PersistentValve} of a Host or an Engine that is switched off, and leads
 * the requests of applications with other stores through a twin of it that is not.
 */
final class ForeignContexts extends ChainedValve {

    private final PersistentValve valve;
    private final PersistentValve twin;
    private final String filter;
    private final Set<Context> skipping = ConcurrentHashMap.newKeySet();

    private ForeignContexts(PersistentValve valve) {
        this.valve = valve;
        this.filter = valve.getFilter();
        this.twin = new PersistentValve();
        twin.setContainer(valve.getContainer());
        twin.setFilter(filter);
        twin.setSemaphoreFairness(valve.isSemaphoreFairness());
        twin.setSemaphoreBlockOnAcquire(valve.isSemaphoreBlockOnAcquire());
        twin.setSemaphoreAcquireUninterruptibly(valve.isSemaphoreAcquireUninterruptibly());
        setNext(valve.getNext());
    }

    /**
     * Returns what stands behind a valve, which is switched off then.
     *
     * @param everything the filter that switches it off
     */
    static ForeignContexts behind(PersistentValve valve, String everything) {
        synchronized (valve) {
            if (valve.getNext() instanceof ForeignContexts present) {
                return present;
            }
            ForeignContexts behind = new ForeignContexts(valve);
            try {
                behind.twin.start();
            } catch (LifecycleException e) {
                throw new IllegalStateException(e);
            }
            valve.setNext(behind);
            valve.setFilter(everything);
            return behind;
        }
    }

    /** The requests of an application do not pass the twin. */
    void skip(Context context) {
        skipping.add(context);
    }

    /** The requests of an application pass the twin, or, when all do, the valve itself again. */
    void pass(Context context) {
        synchronized (valve) {
            skipping.remove(context);
            if (skipping.isEmpty() && valve.getNext() == this) {
                valve.setFilter(filter);
                valve.setNext(getNext());
                try {
                    twin.stop();
                } catch (LifecycleException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException {
        Context context = request.getContext();
        boolean isForeign = context != null && !skipping.contains(context);
        pass(isForeign ? twin : getNext(), request, response);
    }

    @Override
    public void setNext(Valve valve) {
        super.setNext(valve);
        twin.setNext(valve);
    }
}
