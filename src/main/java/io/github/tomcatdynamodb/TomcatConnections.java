package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.SharedConnections;
import org.apache.catalina.Container;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;

/**
 * Keeps what the stores of one Tomcat share. It is found again as a listener of the Engine,
 * although it listens to nothing: a static field would be shared by all Tomcats of the JVM.
 */
final class TomcatConnections implements LifecycleListener {

    private final SharedConnections shared = new SharedConnections();

    /** Returns what is shared by the stores of the Tomcat that a container belongs to. */
    static SharedConnections of(Container container) {
        Container engine = container;
        while (engine.getParent() != null) {
            engine = engine.getParent();
        }
        synchronized (engine) {
            for (LifecycleListener listener : engine.findLifecycleListeners()) {
                if (listener instanceof TomcatConnections connections) {
                    return connections.shared;
                }
            }
            TomcatConnections connections = new TomcatConnections();
            engine.addLifecycleListener(connections);
            return connections.shared;
        }
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        // Stores come and go by themselves.
    }
}
