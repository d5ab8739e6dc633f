package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.sessions.ApplicationLog;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Manager;
import org.apache.catalina.StoreManager;
import org.apache.tomcat.util.res.StringManager;

/** Looks at what stands around a Store: mistakes that none of its settings shows. */
final class Placement {

    private static final StringManager sm = StringManager.getManager(Placement.class);

    private static final String OUR_CLASS = DynamoDBStore.class.getName().replace('.', '/');

    private Placement() {}

    /**
     * Checks what the store runs in.
     *
     * @throws LifecycleException if nothing can work there
     */
    static void check(Context context) throws LifecycleException {
        if (isUnderSecurityManager()) {
            throw new LifecycleException(sm.getString("placement.security", context.getName()));
        }
        List<String> jars = jars(context.getLoader().getClassLoader());
        if (jars.size() > 1) {
            log(context).warn(sm.getString("placement.jars", String.join(", ", jars)));
        }
    }

    @SuppressWarnings("removal") // what is to be removed from Java is what must not be used
    private static boolean isUnderSecurityManager() {
        return System.getSecurityManager() != null;
    }

    /** Returns the places from which an application could get this store. */
    private static List<String> jars(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(OUR_CLASS + ".class")).stream()
                    .map(URL::toString)
                    .map(url -> url.replaceFirst("^jar:", "").replaceFirst("!/.*", ""))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            // Then the class loader says what is wrong when it loads a class.
            return List.of();
        }
    }

    /**
     * Says when its Manager starts that a store is not used, because another one has taken its
     * place. Only the last one of several is ever started.
     */
    static void watch(DynamoDBStore store, Manager manager) {
        if (manager instanceof Lifecycle starting) {
            starting.addLifecycleListener(event -> warnIfUnused(store, manager, event));
        }
    }

    private static void warnIfUnused(DynamoDBStore store, Manager manager, LifecycleEvent event) {
        if (Lifecycle.START_EVENT.equals(event.getType())
                && manager instanceof StoreManager used
                && used.getStore() != store) {
            log(manager.getContext()).warn(sm.getString("placement.unused", store.getTableName()));
        }
    }

    private static ApplicationLog log(Context context) {
        return ApplicationLog.of(DynamoDBStore.LOG, context);
    }
}
