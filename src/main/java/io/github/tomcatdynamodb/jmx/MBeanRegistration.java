package io.github.tomcatdynamodb.jmx;

import io.github.tomcatdynamodb.sessions.ApplicationLog;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.apache.tomcat.util.res.StringManager;

/**
 * A registered MBean, until it is closed.
 *
 * @param name its name; empty when it could not be registered
 */
public record MBeanRegistration(Optional<ObjectName> name) implements AutoCloseable {

    private static final StringManager sm = StringManager.getManager(MBeanRegistration.class);

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,=:\"*?\n]");

    /**
     * Registers what is seen of a context's store. A failure is logged: it must not keep the
     * application from starting.
     */
    public static MBeanRegistration register(
            DynamoDBStoreMXBean store, Context context, ApplicationLog log) {
        try {
            ObjectName name =
                    new ObjectName(
                            context.getDomain()
                                    + ":type=Store,host="
                                    + value(context.getParent().getName())
                                    + ",context="
                                    + value(contextName(context)));
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(new DescribedMBean(store), name);
            return new MBeanRegistration(Optional.of(name));
        } catch (JMException e) {
            log.warn(sm.getString("mbean.register"), e);
            return new MBeanRegistration(Optional.empty());
        }
    }

    /** As Tomcat names it in its own MBeans. */
    private static String contextName(Context context) {
        return context.getName().isEmpty() ? "/" : context.getName();
    }

    private static String value(String name) {
        return NEEDS_QUOTES.matcher(name).find() ? ObjectName.quote(name) : name;
    }

    @Override
    public void close() {
        name.ifPresent(
                registered -> {
                    try {
                        ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
                    } catch (InstanceNotFoundException e) {
                        // Another store has taken the name, and has been stopped.
                        return;
                    } catch (JMException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
