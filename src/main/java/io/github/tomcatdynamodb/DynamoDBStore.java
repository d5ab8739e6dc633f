package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.sessions.ApplicationLog;
import io.github.tomcatdynamodb.sessions.SessionLocks;
import io.github.tomcatdynamodb.sessions.StoredSessions;
import io.github.tomcatdynamodb.table.ClientSource;
import io.github.tomcatdynamodb.table.OwnClient;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.res.StringManager;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps the sessions of a web application in a DynamoDB table. To be set as the {@code <Store>} of
 * a {@code org.apache.catalina.session.PersistentManager}; every attribute of the element is a
 * property of {@link StoreSettings}.
 */
public class DynamoDBStore extends StoreSettings {

    /** Takes what every store says. */
    static final Log LOG = LogFactory.getLog(DynamoDBStore.class);

    private static final StringManager sm = StringManager.getManager(DynamoDBStore.class);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final SessionLocks locks = new SessionLocks();

    private volatile DynamoDbClient client;

    /** Everything that exists from start to stop only. */
    private volatile RunningStore running;

    /** Creates a store with the default settings. */
    public DynamoDBStore() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /** Creates a store with other clocks, for tests. */
    DynamoDBStore(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Sets a client of one's own, in code that sets up an embedded Tomcat. Region, credentials,
     * connections and interceptors are the client's; how long a call is tried is said by the
     * settings of the store. It is not closed with the store.
     *
     * @param client of the SDK that is in the jar; {@code null} for one that the store makes
     */
    public void setDynamoDbClient(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    public String getStoreName() {
        return "DynamoDBStore";
    }

    @Override
    public void setManager(Manager manager) {
        super.setManager(manager);
        Placement.watch(this, manager);
    }

    @Override
    protected void startInternal() throws LifecycleException {
        Placement.check(getManager().getContext());
        Settings checked;
        try {
            checked = new SettingsReader(settings(), client != null).read();
        } catch (IllegalArgumentException e) {
            // Without its cause, which says the same: the message must not drown in stack traces.
            throw new LifecycleException(
                    sm.getString(
                            "store.settings", getManager().getContext().getName(), e.getMessage()));
        }
        running =
                RunningStore.start(checked, getManager(), clients(checked), locks, clock, nanoTime);
        super.startInternal();
    }

    private ClientSource clients(Settings checked) throws LifecycleException {
        Context context = getManager().getContext();
        if (client != null) {
            return new OwnClient(client);
        }
        return checked.clientName().isPresent()
                ? new ClientLookup(context).find(checked.clientName().get())
                : TomcatConnections.of(context);
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        super.stopInternal();
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /**
     * Loads a session.
     *
     * @param id its id, as the client sent it
     * @return the session, or {@code null} when there is none
     * @throws TableException if DynamoDB did not answer: that is not the same as no session, and
     *     with an {@code IOException} Tomcat would replace the user's cookie
     * @throws IOException the same, if {@code onLoadFailure="newSession"}
     */
    @Override
    public Session load(String id) throws ClassNotFoundException, IOException {
        return id == null ? null : sessions().load(id).orElse(null);
    }

    /**
     * Writes what has changed in a session since it was stored, if anything. Called by the Manager,
     * in the background and at stop.
     *
     * @throws IOException if that failed, so that the other sessions are saved
     */
    @Override
    public void save(Session session) throws IOException {
        sessions().save(session);
    }

    /**
     * Ends a session of which this node knows nothing. What becomes of any other is told by events,
     * whose failures fail the request.
     *
     * @throws IOException if that failed
     */
    @Override
    public void remove(String id) throws IOException {
        if (id != null) {
            sessions().remove(id);
        }
    }

    /**
     * Expires nothing: DynamoDB's time to live deletes expired records, and nothing is worth a
     * scan. Ends the records that could not be ended when their sessions got other ids.
     */
    @Override
    public void processExpires() {
        RunningStore current = running;
        if (current != null) {
            current.sessions().processBackground();
        }
    }

    /** Returns no key: telling which have expired would need a scan. */
    @Override
    public String[] expiredKeys() {
        return new String[0];
    }

    /**
     * Returns the ids of the sessions in the table, as far as a scan finds them within its limit,
     * with {@code sessionListing="scan"}; none otherwise. A session is found by its id all the
     * same.
     *
     * @throws IOException if DynamoDB did not answer
     */
    @Override
    public String[] keys() throws IOException {
        return asking(store -> store.ids().get()).toArray(String[]::new);
    }

    /**
     * Returns the number of items in the table, which DynamoDB counts about every six hours:
     * sessions of every application that shares the table, expired ones included.
     *
     * @throws IOException if DynamoDB did not answer
     */
    @Override
    public int getSize() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, asking(RunningStore::itemCount));
    }

    private <T> T asking(Function<RunningStore, T> question) throws IOException {
        try {
            return question.apply(running());
        } catch (TableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Removes nothing, and says so in the log: to find the sessions would need a scan, and a table
     * may be shared.
     */
    @Override
    public void clear() {
        ApplicationLog.of(LOG, getManager().getContext()).warn(sm.getString("store.clear"));
    }

    /**
     * Returns the lock of a session. Recent releases of Tomcat ask for it; older ones do not know
     * it, so this must not be marked as overriding.
     *
     * @param id the session id
     */
    public ReadWriteLock getSessionStoreLock(String id) {
        return locks.of(id);
    }

    private StoredSessions sessions() {
        return running().sessions();
    }

    private RunningStore running() {
        RunningStore current = running;
        if (current == null) {
            throw new IllegalStateException(sm.getString("store.stopped"));
        }
        return current;
    }
}
