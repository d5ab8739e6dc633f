package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.jmx.CallFigures;
import io.github.tomcatdynamodb.jmx.MBeanRegistration;
import io.github.tomcatdynamodb.jmx.SessionFigures;
import io.github.tomcatdynamodb.jmx.StoreMBean;
import io.github.tomcatdynamodb.record.LastAccess;
import io.github.tomcatdynamodb.request.AnyNodeSessions;
import io.github.tomcatdynamodb.sessions.ActivityLog;
import io.github.tomcatdynamodb.sessions.Application;
import io.github.tomcatdynamodb.sessions.ApplicationLog;
import io.github.tomcatdynamodb.sessions.FailureLog;
import io.github.tomcatdynamodb.sessions.FailurePolicy;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import io.github.tomcatdynamodb.sessions.SessionListing;
import io.github.tomcatdynamodb.sessions.SessionLocks;
import io.github.tomcatdynamodb.sessions.SessionRepository;
import io.github.tomcatdynamodb.sessions.StickySessions;
import io.github.tomcatdynamodb.sessions.StoredSessions;
import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.ClientSource;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableClock;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Manager;
import org.apache.catalina.session.ManagerBase;
import org.apache.tomcat.util.res.StringManager;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What a store consists of while it runs.
 *
 * @param table the table
 * @param sessions the sessions in it
 * @param ids lists them
 * @param mbean what is seen of it over JMX
 */
record RunningStore(
        SessionTable table,
        StoredSessions sessions,
        Supplier<List<String>> ids,
        MBeanRegistration mbean)
        implements AutoCloseable {

    private static final StringManager sm = StringManager.getManager(RunningStore.class);

    /**
     * Starts everything.
     *
     * @param clients where the client comes from that calls DynamoDB
     * @param locks the locks of the sessions
     * @param clock this node's time
     * @param nanoTime as {@link System#nanoTime}
     * @throws LifecycleException if there is no table that sessions can be stored in
     */
    static RunningStore start(
            Settings settings,
            Manager manager,
            ClientSource clients,
            SessionLocks locks,
            Clock clock,
            LongSupplier nanoTime)
            throws LifecycleException {
        Context context = manager.getContext();
        boolean isAnyNode = AnyNodeSessions.isWanted(context);
        if (!isAnyNode && settings.records().expiry().lastAccess() == LastAccess.COOKIE) {
            throw new LifecycleException(
                    sm.getString("running.lastAccessSticky", context.getName()));
        }
        ApplicationLog log = ApplicationLog.of(DynamoDBStore.LOG, context);
        SignedCookies.install(context);
        SessionFigures figures = new SessionFigures(clock, nanoTime);
        CallFigures calls = new CallFigures(clock);
        TableClock tableClock = new TableClock(clock, log::warn);
        ActivityLog activity = new ActivityLog(figures, calls, log, nanoTime);
        SessionTable table = open(settings, context, clients, activity, tableClock);
        try {
            TableState state =
                    new TableState(settings.table().tableName(), table.administration(), clock);
            new TableCheck(settings, table.administration(), state, log).run();
            SessionKeys keys =
                    SessionKeys.of(
                            settings.prefix(),
                            settings.keys(),
                            SignedCookies.areRequired(context),
                            context);
            Application application =
                    new Application(
                            manager,
                            keys,
                            locks,
                            table,
                            settings.records().under(keys.prefix()),
                            settings.sizes(),
                            settings.readConsistency(),
                            isAnyNode && settings.persistAuthentication(),
                            !isAnyNode,
                            tableClock,
                            tableClock::offset,
                            nanoTime,
                            activity,
                            new FailurePolicy(
                                    settings.onLoadFailure(),
                                    settings.onSaveFailure(),
                                    new FailureLog(log, nanoTime)),
                            log);
            SessionRepository repository =
                    new SessionRepository(application, codec(settings, manager, figures, log));
            EffectiveSettings effective =
                    EffectiveSettings.of(settings, table.administration().region(), keys, context);
            log.info(
                    sm.getString(
                            isAnyNode ? "running.anyNode" : "running.sticky",
                            settings.table().tableName(),
                            effective.version(),
                            table.administration().region(),
                            effective));
            StoredSessions sessions =
                    isAnyNode
                            ? new AnyNodeSessions(application, repository)
                            : new StickySessions(application, repository);
            RunningStoreState running =
                    new RunningStoreState(
                            table,
                            state,
                            settings.records().seal(),
                            new RunningSettings(
                                    effective,
                                    settings.records().expiry(),
                                    repository.consistency(),
                                    context.getSessionTimeout() * 60));
            StoreMBean mbean =
                    new StoreMBean(
                            running, repository.administration(sessions::inMemory), figures, calls);
            return new RunningStore(
                    table,
                    sessions,
                    settings.sessionListing() == SessionListing.SCAN
                            ? repository.scan()::ids
                            : List::of,
                    MBeanRegistration.register(mbean, context, log));
        } catch (LifecycleException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static SessionTable open(
            Settings settings,
            Context context,
            ClientSource clients,
            CallListener listener,
            TableClock clock)
            throws LifecycleException {
        try {
            return new SessionTable(settings.table(), listener, clock, clients);
        } catch (TableException e) {
            throw new LifecycleException(e.getMessage(), e);
        } catch (SdkClientException e) {
            throw new LifecycleException(sm.getString("running.noRegion", context.getName()), e);
        }
    }

    private static ValueCodec codec(
            Settings settings, Manager manager, SessionFigures figures, ApplicationLog log) {
        return new ValueCodec(
                manager.getContext().getLoader().getClassLoader(),
                new ClassFilter(
                        classNameFilter(manager),
                        settings.admittedClasses().orElse(null),
                        settings.classes()),
                settings.limits(),
                className -> {
                    figures.admittedUnnamed(className);
                    log.warn(sm.getString("running.unnamedClass", className));
                });
    }

    private static Pattern classNameFilter(Manager manager) {
        String filter =
                manager instanceof ManagerBase base
                        ? base.getSessionAttributeValueClassNameFilter()
                        : null;
        return filter == null || filter.isEmpty() ? null : Pattern.compile(filter);
    }

    /** Returns the number of items in the table, as DynamoDB has counted it last. */
    long itemCount() {
        return table.administration().describe().map(TableDescription::itemCount).orElse(0L);
    }

    @Override
    public void close() {
        mbean.close();
        sessions.close();
        table.close();
    }
}
