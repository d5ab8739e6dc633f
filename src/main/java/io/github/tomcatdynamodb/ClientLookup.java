package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.ClientSource;
import io.github.tomcatdynamodb.table.OwnClient;
import javax.naming.NamingException;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.LifecycleException;
import org.apache.tomcat.util.res.StringManager;

/**
 * Finds a client of one's own among the global resources of the server, where {@code
 * DataSourceStore} looks for its data source, too.
 *
 * @param context the application
 */
record ClientLookup(Context context) {

    private static final StringManager sm = StringManager.getManager(ClientLookup.class);

    /**
     * Returns the client of a name.
     *
     * @param name as in {@code <Resource>} of {@code <GlobalNamingResources>}
     * @throws LifecycleException if there is none, or something else
     */
    ClientSource find(String name) throws LifecycleException {
        Object found = resource(name);
        return OwnClient.of(found)
                .orElseThrow(
                        () ->
                                new LifecycleException(
                                        sm.getString(
                                                "lookup.type",
                                                name,
                                                context.getName(),
                                                found.getClass().getName(),
                                                OwnClient.TYPE)));
    }

    @SuppressWarnings("BanJNDI") // The name is the administrator's, the context the server's own.
    private Object resource(String name) throws LifecycleException {
        javax.naming.Context resources = engine().getService().getServer().getGlobalNamingContext();
        try {
            Object found = resources == null ? null : resources.lookup(name);
            if (found != null) {
                return found;
            }
        } catch (NamingException e) {
            throw new LifecycleException(missing(name), e);
        }
        throw new LifecycleException(missing(name));
    }

    private String missing(String name) {
        return sm.getString("lookup.missing", name, context.getName());
    }

    private Engine engine() {
        Container container = context;
        while (!(container instanceof Engine engine)) {
            container = container.getParent();
        }
        return engine;
    }
}
