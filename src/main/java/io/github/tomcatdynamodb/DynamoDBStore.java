package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.StoreSettings.OnLoadFailure;
import io.github.tomcatdynamodb.StoreSettings.OnSaveFailure;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Session;
import org.apache.catalina.StoreManager;
import org.apache.catalina.session.StoreBase;
import org.apache.tomcat.util.res.StringManager;

/**
 * Keeps the sessions of a web application in a DynamoDB table. To be set as the {@code <Store>} of
 * a {@code org.apache.catalina.session.PersistentManager}; every attribute of the element is a
 * property of this class.
 *
 * <p>The settings are strings as they stand in the XML, and are checked together when the store
 * starts: a wrong one stops the web application with a message, instead of being ignored.
 */
public class DynamoDBStore extends StoreBase {

    private static final StringManager sm = StringManager.getManager(DynamoDBStore.class);

    private final Clock clock;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private final WeakValues<ReadWriteLock> locks = new WeakValues<>();

    /** Everything that exists from start to stop only. */
    private volatile RunningStore running;

    private volatile FailureLog failureLog;

    /** Creates a store with the default settings. */
    public DynamoDBStore() {
        this(Clock.systemUTC());
    }

    /** Creates a store with another clock, for tests. */
    DynamoDBStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String getStoreName() {
        return "DynamoDBStore";
    }

    /** Returns the name of the table, as set; {@code null} when it is not set. */
    public String getTableName() {
        return settings.get("tableName");
    }

    /**
     * Sets the name of the table; default {@code sessions}.
     *
     * @param tableName the value; checked at start
     */
    public void setTableName(String tableName) {
        settings.put("tableName", tableName);
    }

    /**
     * Returns the name of the table's partition key, a string, as set; {@code null} when it is not
     * set.
     */
    public String getHashKey() {
        return settings.get("hashKey");
    }

    /**
     * Sets the name of the table's partition key, a string; default {@code id}.
     *
     * @param hashKey the value; checked at start
     */
    public void setHashKey(String hashKey) {
        settings.put("hashKey", hashKey);
    }

    /** Returns what every key begins with, as set; {@code null} when it is not set. */
    public String getPrefix() {
        return settings.get("prefix");
    }

    /**
     * Sets what every key begins with; default the host, the context with its version, and {@code
     * #}.
     *
     * @param prefix the value; checked at start
     */
    public void setPrefix(String prefix) {
        settings.put("prefix", prefix);
    }

    /**
     * Returns the name of the attribute for DynamoDB's time to live, as set; {@code null} when it
     * is not set.
     */
    public String getTtlAttribute() {
        return settings.get("ttlAttribute");
    }

    /**
     * Sets the name of the attribute for DynamoDB's time to live; default {@code expires}.
     *
     * @param ttlAttribute the value; checked at start
     */
    public void setTtlAttribute(String ttlAttribute) {
        settings.put("ttlAttribute", ttlAttribute);
    }

    /** Returns the AWS region, as set; {@code null} when it is not set. */
    public String getRegion() {
        return settings.get("region");
    }

    /**
     * Sets the AWS region; default the one of the SDK's default chain.
     *
     * @param region the value; checked at start
     */
    public void setRegion(String region) {
        settings.put("region", region);
    }

    /**
     * Returns the URL of another endpoint than the region's, for example of DynamoDB Local, as set;
     * {@code null} when it is not set.
     */
    public String getEndpoint() {
        return settings.get("endpoint");
    }

    /**
     * Sets the URL of another endpoint than the region's, for example of DynamoDB Local.
     *
     * @param endpoint the value; checked at start
     */
    public void setEndpoint(String endpoint) {
        settings.put("endpoint", endpoint);
    }

    /**
     * Returns the profile of the AWS configuration files, as set; {@code null} when it is not set.
     */
    public String getProfile() {
        return settings.get("profile");
    }

    /**
     * Sets the profile of the AWS configuration files; default the SDK's default chain.
     *
     * @param profile the value; checked at start
     */
    public void setProfile(String profile) {
        settings.put("profile", profile);
    }

    /**
     * Returns how stale the stored last access may become, in seconds, from 0, as set; {@code null}
     * when it is not set.
     */
    public String getTouchAfter() {
        return settings.get("touchAfter");
    }

    /**
     * Sets how stale the stored last access may become, in seconds, from 0; default the smaller of
     * 3600 and a tenth of the session's timeout.
     *
     * @param touchAfter the value; checked at start
     */
    public void setTouchAfter(String touchAfter) {
        settings.put("touchAfter", touchAfter);
    }

    /**
     * Returns {@code eventual}, {@code strongOnMiss} (default) or {@code strong}, as set; {@code
     * null} when it is not set.
     */
    public String getReadConsistency() {
        return settings.get("readConsistency");
    }

    /**
     * Sets {@code eventual}, {@code strongOnMiss} (default) or {@code strong}.
     *
     * @param readConsistency the value; checked at start
     */
    public void setReadConsistency(String readConsistency) {
        settings.put("readConsistency", readConsistency);
    }

    /**
     * Returns whether a missing table is created, for trying out, as set; {@code null} when it is
     * not set.
     */
    public String getCreateTable() {
        return settings.get("createTable");
    }

    /**
     * Sets whether a missing table is created, for trying out; default {@code false}.
     *
     * @param createTable the value; checked at start
     */
    public void setCreateTable(String createTable) {
        settings.put("createTable", createTable);
    }

    /**
     * Returns the provisioned read capacity units of a table that is created, as set; {@code null}
     * when it is not set.
     */
    public String getReadCapacityUnits() {
        return settings.get("readCapacityUnits");
    }

    /**
     * Sets the provisioned read capacity units of a table that is created; default on-demand.
     *
     * @param readCapacityUnits the value; checked at start
     */
    public void setReadCapacityUnits(String readCapacityUnits) {
        settings.put("readCapacityUnits", readCapacityUnits);
    }

    /**
     * Returns the provisioned write capacity units of a table that is created, as set; {@code null}
     * when it is not set.
     */
    public String getWriteCapacityUnits() {
        return settings.get("writeCapacityUnits");
    }

    /**
     * Sets the provisioned write capacity units of a table that is created; default on-demand.
     *
     * @param writeCapacityUnits the value; checked at start
     */
    public void setWriteCapacityUnits(String writeCapacityUnits) {
        settings.put("writeCapacityUnits", writeCapacityUnits);
    }

    /**
     * Returns how long one attempt of a call to DynamoDB may take, in milliseconds, from 1 to
     * 60000, as set; {@code null} when it is not set.
     */
    public String getAttemptTimeout() {
        return settings.get("attemptTimeout");
    }

    /**
     * Sets how long one attempt of a call to DynamoDB may take, in milliseconds, from 1 to 60000;
     * default 1000.
     *
     * @param attemptTimeout the value; checked at start
     */
    public void setAttemptTimeout(String attemptTimeout) {
        settings.put("attemptTimeout", attemptTimeout);
    }

    /**
     * Returns how long a call may take with all its attempts, in milliseconds, from 1 to 60000, as
     * set; {@code null} when it is not set.
     */
    public String getCallTimeout() {
        return settings.get("callTimeout");
    }

    /**
     * Sets how long a call may take with all its attempts, in milliseconds, from 1 to 60000;
     * default 3000.
     *
     * @param callTimeout the value; checked at start
     */
    public void setCallTimeout(String callTimeout) {
        settings.put("callTimeout", callTimeout);
    }

    /**
     * Returns how often a call is tried at most, from 1 to 10, as set; {@code null} when it is not
     * set.
     */
    public String getMaxAttempts() {
        return settings.get("maxAttempts");
    }

    /**
     * Sets how often a call is tried at most, from 1 to 10; default 3.
     *
     * @param maxAttempts the value; checked at start
     */
    public void setMaxAttempts(String maxAttempts) {
        settings.put("maxAttempts", maxAttempts);
    }

    /**
     * Returns how many connections to DynamoDB are open at most, from 1 to 10000, as set; {@code
     * null} when it is not set.
     */
    public String getMaxConnections() {
        return settings.get("maxConnections");
    }

    /**
     * Sets how many connections to DynamoDB are open at most, from 1 to 10000; default 200.
     *
     * @param maxConnections the value; checked at start
     */
    public void setMaxConnections(String maxConnections) {
        settings.put("maxConnections", maxConnections);
    }

    /**
     * Returns {@code standard} (default) or {@code adaptive}, as set; {@code null} when not set.
     */
    public String getRetryMode() {
        return settings.get("retryMode");
    }

    /**
     * Sets {@code standard} (default) or {@code adaptive}: how the SDK tries a call again. Adaptive
     * also lets calls wait on this node while DynamoDB throttles.
     *
     * @param retryMode the value; checked at start
     */
    public void setRetryMode(String retryMode) {
        settings.put("retryMode", retryMode);
    }

    /**
     * Returns after how many calls without an answer in a row calls fail at once, from 0 to 1000,
     * as set; {@code null} when it is not set.
     */
    public String getSuspendAfter() {
        return settings.get("suspendAfter");
    }

    /**
     * Sets after how many calls without an answer in a row calls fail at once, from 0, which is
     * never, to 1000; default 5.
     *
     * @param suspendAfter the value; checked at start
     */
    public void setSuspendAfter(String suspendAfter) {
        settings.put("suspendAfter", suspendAfter);
    }

    /**
     * Returns for how long calls fail at once until one is let through, in milliseconds, from 100
     * to 60000, as set; {@code null} when it is not set.
     */
    public String getSuspension() {
        return settings.get("suspension");
    }

    /**
     * Sets for how long calls fail at once until one is let through, in milliseconds, from 100 to
     * 60000; default 1000.
     *
     * @param suspension the value; checked at start
     */
    public void setSuspension(String suspension) {
        settings.put("suspension", suspension);
    }

    /**
     * Returns {@code fail} (default) or {@code newSession}, as set; {@code null} when it is not
     * set.
     */
    public String getOnLoadFailure() {
        return settings.get("onLoadFailure");
    }

    /**
     * Sets {@code fail} (default) or {@code newSession}: what a request gets when its session
     * cannot be loaded.
     *
     * @param onLoadFailure the value; checked at start
     */
    public void setOnLoadFailure(String onLoadFailure) {
        settings.put("onLoadFailure", onLoadFailure);
    }

    /** Returns {@code fail} (default) or {@code log}, as set; {@code null} when it is not set. */
    public String getOnSaveFailure() {
        return settings.get("onSaveFailure");
    }

    /**
     * Sets {@code fail} (default) or {@code log}: what a request gets when its session cannot be
     * saved.
     *
     * @param onSaveFailure the value; checked at start
     */
    public void setOnSaveFailure(String onSaveFailure) {
        settings.put("onSaveFailure", onSaveFailure);
    }

    /**
     * Returns {@code upgrade} (default) or {@code keep}, as set; {@code null} when it is not set.
     */
    public String getLegacyFormat() {
        return settings.get("legacyFormat");
    }

    /**
     * Sets {@code upgrade} (default) or {@code keep}: what becomes of JSON records of
     * connect-dynamodb.
     *
     * @param legacyFormat the value; checked at start
     */
    public void setLegacyFormat(String legacyFormat) {
        settings.put("legacyFormat", legacyFormat);
    }

    /**
     * Returns a regular expression for classes that are stored although they belong to a family
     * known for deserialization attacks, as set; {@code null} when it is not set.
     */
    public String getAdmittedClasses() {
        return settings.get("admittedClasses");
    }

    /**
     * Sets a regular expression for classes that are stored although they belong to a family known
     * for deserialization attacks; default none.
     *
     * @param admittedClasses the value; checked at start
     */
    public void setAdmittedClasses(String admittedClasses) {
        settings.put("admittedClasses", admittedClasses);
    }

    /**
     * Returns the session attributes that are copied beside the session, as set; {@code null} when
     * it is not set.
     */
    public String getSpecialKeys() {
        return settings.get("specialKeys");
    }

    /**
     * Sets the session attributes that are copied beside the session, with the type of the copy, as
     * in {@code userId:S,accountNo:N}; default none.
     *
     * @param specialKeys the value; checked at start
     */
    public void setSpecialKeys(String specialKeys) {
        settings.put("specialKeys", specialKeys);
    }

    /**
     * Returns whether a session without all special keys is refused, as set; {@code null} when it
     * is not set.
     */
    public String getRequireSpecialKeys() {
        return settings.get("requireSpecialKeys");
    }

    /**
     * Sets whether a session without all special keys is refused; default {@code false}.
     *
     * @param requireSpecialKeys the value; checked at start
     */
    public void setRequireSpecialKeys(String requireSpecialKeys) {
        settings.put("requireSpecialKeys", requireSpecialKeys);
    }

    /**
     * Returns whether records carry the cookie that express-session insists on, as set; {@code
     * null} when it is not set.
     */
    public String getExpressCompatible() {
        return settings.get("expressCompatible");
    }

    /**
     * Sets whether records carry the cookie that express-session insists on; default {@code false}.
     *
     * @param expressCompatible the value; checked at start
     */
    public void setExpressCompatible(String expressCompatible) {
        settings.put("expressCompatible", expressCompatible);
    }

    /**
     * Takes an attribute that is no property of this class, to be reported at start. Called by
     * Tomcat.
     *
     * @return always {@code true}: Tomcat's own warning would be one among many
     */
    public boolean setProperty(String name, String value) {
        settings.put(name, value);
        return true;
    }

    @Override
    protected void startInternal() throws LifecycleException {
        StoreSettings checked;
        try {
            checked = new SettingsReader(settings).read();
        } catch (IllegalArgumentException e) {
            // Without its cause, which says the same: the message must not drown in stack traces.
            throw new LifecycleException(
                    sm.getString(
                            "store.settings", getManager().getContext().getName(), e.getMessage()));
        }
        failureLog = new FailureLog(getManager().getContext().getLogger(), clock);
        running = RunningStore.start(checked, getManager(), failureLog, clock);
        super.startInternal();
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
        if (id == null) {
            return null;
        }
        Lock lock = lock(id).readLock();
        lock.lock();
        try {
            return running().sessions().load(id).orElse(null);
        } catch (TableException e) {
            failureLog.error(sm.getString("store.load", e.getMessage()), e);
            if (running().settings().onLoadFailure() == OnLoadFailure.NEW_SESSION) {
                throw new IOException(e.getMessage(), e);
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what has changed in a session since it was stored, if anything.
     *
     * @throws RuntimeException if that failed and a request waits for it, so that it fails too
     * @throws IOException if that failed in the background or at stop, so that the other sessions
     *     are saved
     */
    @Override
    public void save(Session session) throws IOException {
        boolean lives = true;
        Optional<Lock> lock = writeLock(session);
        if (lock.isEmpty()) {
            return;
        }
        try {
            lives = running().sessions().save(session);
        } catch (IOException | RuntimeException e) {
            if (session.getIdInternal() == null) {
                // Given back by another thread, which has saved it before.
                return;
            }
            failureLog.error(sm.getString("store.save", e.getMessage()), e);
            if (running().settings().onSaveFailure() == OnSaveFailure.FAIL) {
                throw notSaved(session, e);
            }
        } finally {
            lock.get().unlock();
        }
        if (!lives && running().mode() == SavingMode.IN_BACKGROUND) {
            // Logged out on another node: it must not live on in the memory of this one.
            session.expire();
        }
    }

    /**
     * Takes the lock of a session, whose id may change until it is taken. Empty for an object
     * without one: its request has saved it and given it back, while the Manager that stops was
     * about to save it too.
     */
    @SuppressWarnings("LockNotBeforeTry") // the caller releases it
    private Optional<Lock> writeLock(Session session) {
        String id;
        while ((id = session.getIdInternal()) != null) {
            Lock lock = lock(id).writeLock();
            lock.lock();
            if (id.equals(session.getIdInternal())) {
                return Optional.of(lock);
            }
            lock.unlock();
        }
        return Optional.empty();
    }

    /**
     * Ends a session for good, unless this node merely believes that it has timed out.
     *
     * @throws IOException if that failed for a session that this node knows nothing of. That of any
     *     other is told by events, whose failures fail the request.
     */
    @Override
    public void remove(String id) throws IOException {
        if (id == null) {
            return;
        }
        Lock lock = lock(id).writeLock();
        lock.lock();
        try {
            running().sessions().remove(id);
        } catch (IOException e) {
            failureLog.error(sm.getString("store.remove", e.getMessage()), e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the exception for a request that waits for its session to be saved, and throws the
     * one for the background otherwise: there Tomcat goes on with the next session only after an
     * {@code IOException}, and for requests recent releases of Tomcat take that for a success.
     */
    private RuntimeException notSaved(Session session, Exception cause) throws IOException {
        Optional<RequestTracker.Served> served = RequestTracker.served(session);
        if (served.isPresent() && getManager() instanceof StoreManager manager) {
            // Otherwise it would be taken for the session when the next load fails, and saved at
            // stop, over what has been saved meanwhile.
            manager.removeSuper(session);
        }
        boolean unknownRequest =
                served.isEmpty()
                        && running().mode() == SavingMode.AFTER_REQUEST
                        && isManagerAvailable();
        if (!unknownRequest && (served.isEmpty() || !served.get().isWaiting())) {
            throw new IOException(cause.getMessage(), cause);
        }
        served.ifPresent(RequestTracker.Served::takeBackAnswer);
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new UncheckedIOException((IOException) cause);
    }

    private boolean isManagerAvailable() {
        return getManager() instanceof Lifecycle manager && manager.getState().isAvailable();
    }

    /**
     * Expires nothing: DynamoDB's time to live deletes expired records, and nothing is worth a
     * scan. Ends the records that could not be ended when their sessions got other ids.
     */
    @Override
    public void processExpires() {
        RunningStore current = running;
        if (current != null) {
            current.sessions().endLeft();
        }
    }

    /** Returns no key: telling which have expired would need a scan. */
    @Override
    public String[] expiredKeys() {
        return new String[0];
    }

    /**
     * Returns no key: to list them would need a scan. A session is found by its id all the same.
     */
    @Override
    public String[] keys() {
        return new String[0];
    }

    /**
     * Returns the number of items in the table, which DynamoDB counts about every six hours:
     * sessions of every application that shares the table, expired ones included.
     *
     * @throws IOException if DynamoDB did not answer
     */
    @Override
    public int getSize() throws IOException {
        try {
            return (int) Math.min(Integer.MAX_VALUE, running().itemCount());
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
        getManager().getContext().getLogger().warn(sm.getString("store.clear"));
    }

    /**
     * Returns the lock of a session. Recent releases of Tomcat ask for it; older ones do not know
     * it, so this must not be marked as overriding.
     *
     * @param id the session id
     */
    public ReadWriteLock getSessionStoreLock(String id) {
        return lock(id);
    }

    private ReadWriteLock lock(String id) {
        return locks.findOrPut(id, SessionLock::new);
    }

    private RunningStore running() {
        RunningStore current = running;
        if (current == null) {
            throw new IllegalStateException(sm.getString("store.stopped"));
        }
        return current;
    }
}
