package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.express.ExpressCookieProcessor;
import io.github.tomcatdynamodb.jmx.MBeanRegistration;
import io.github.tomcatdynamodb.jmx.StoreStatistics;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableDescription;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Manager;
import org.apache.catalina.util.SessionConfig;
import org.apache.juli.logging.Log;
import org.apache.tomcat.util.res.StringManager;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What a store consists of while it runs.
 *
 * @param settings the checked settings
 * @param mode when Tomcat saves sessions
 * @param table the table
 * @param sessions the sessions in it
 * @param mbean what is seen of it over JMX
 * @param tracker knows the requests that wait for a save; empty when none does
 */
record RunningStore(
        StoreSettings settings,
        SavingMode mode,
        SessionTable table,
        SessionRepository sessions,
        MBeanRegistration mbean,
        Optional<RequestTracker> tracker)
        implements AutoCloseable {

    private static final StringManager sm = StringManager.getManager(RunningStore.class);

    /**
     * Starts everything.
     *
     * @throws LifecycleException if there is no table that sessions can be stored in
     */
    static RunningStore start(
            StoreSettings settings, Manager manager, FailureLog failureLog, Clock clock)
            throws LifecycleException {
        Context context = manager.getContext();
        Log log = context.getLogger();
        signCookies(context);
        checkListeners(context, log);
        StoreStatistics statistics = new StoreStatistics(clock);
        SavingMode mode = SavingMode.of(context);
        RecentAnswers answers = new RecentAnswers(clock);
        SessionTable table = open(settings, context, statistics);
        try {
            new TableCheck(settings, table, log).run();
            log.info(sm.getString("running.mode." + mode, settings.table().tableName()));
            return new RunningStore(
                    settings,
                    mode,
                    table,
                    new SessionRepository(
                            settings, manager, table, mode, answers, clock, statistics, failureLog),
                    MBeanRegistration.register(statistics, context),
                    RequestTracker.install(context, answers));
        } catch (LifecycleException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static SessionTable open(
            StoreSettings settings, Context context, StoreStatistics statistics)
            throws LifecycleException {
        try {
            return new SessionTable(settings.table(), statistics);
        } catch (SdkClientException e) {
            throw new LifecycleException(sm.getString("running.noRegion", context.getName()), e);
        }
    }

    /**
     * Express's cookies are looked into only when its processor and the context mean the same one.
     */
    private static void signCookies(Context context) throws LifecycleException {
        Optional<ExpressCookieProcessor> express =
                ExpressCookieProcessor.of(context.getCookieProcessor());
        if (express.isEmpty()) {
            return;
        }
        ExpressCookieProcessor processor = express.get();
        try {
            processor.check();
        } catch (IllegalStateException e) {
            throw new LifecycleException(e.getMessage(), e);
        }
        String sessionCookie = SessionConfig.getSessionCookieName(context);
        if (!processor.getCookieName().equals(sessionCookie)) {
            throw new LifecycleException(
                    sm.getString("running.cookieName", processor.getCookieName(), sessionCookie));
        }
        context.setCookieProcessor(processor.signing());
        onlyByCookie(context);
    }

    /**
     * An id in a URL carries no signature, and Express knows none there. The servlet types are not
     * named: their package depends on Tomcat's release.
     */
    private static void onlyByCookie(Context context) throws LifecycleException {
        try {
            Object servlets = Context.class.getMethod("getServletContext").invoke(context);
            Class<?> type = Context.class.getMethod("getServletContext").getReturnType();
            Set<?> modes =
                    new HashSet<>(
                            (Set<?>)
                                    type.getMethod("getEffectiveSessionTrackingModes")
                                            .invoke(servlets));
            if (modes.removeIf(mode -> !mode.toString().equals("COOKIE"))) {
                type.getMethod("setSessionTrackingModes", Set.class).invoke(servlets, modes);
            }
        } catch (ReflectiveOperationException e) {
            throw new LifecycleException(sm.getString("running.trackingModes"), e);
        }
    }

    /**
     * CDI's listener, for one, holds on to the session: what it does with it when the valve is done
     * fails, and with it requests of the same session at the same time.
     */
    private static void checkListeners(Context context, Log log) {
        List<String> listeners =
                Stream.of(context.getApplicationEventListeners())
                        .map(Object::getClass)
                        .filter(RunningStore::listensToRequests)
                        .map(Class::getName)
                        .toList();
        if (!listeners.isEmpty() && SavingMode.isValveOfApplication(context)) {
            log.warn(sm.getString("running.listeners", listeners));
        }
    }

    /** Whether a class is a ServletRequestListener, whose package depends on Tomcat's release. */
    private static boolean listensToRequests(Class<?> type) {
        return type != null
                && (type.getName().endsWith(".servlet.ServletRequestListener")
                        || listensToRequests(type.getSuperclass())
                        || Stream.of(type.getInterfaces())
                                .anyMatch(RunningStore::listensToRequests));
    }

    /** Returns the number of items in the table, as DynamoDB has counted it last. */
    long itemCount() {
        return table.describe().map(TableDescription::itemCount).orElse(0L);
    }

    @Override
    public void close() {
        tracker.ifPresent(RequestTracker::close);
        mbean.close();
        sessions.close();
        table.close();
    }
}
