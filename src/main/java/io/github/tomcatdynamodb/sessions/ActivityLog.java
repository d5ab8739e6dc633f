package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.TableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.tomcat.util.res.StringManager;

/**
 * Logs each load, save and end of a session at the level FINE, in one line, so that a user's
 * complaint can be followed: what stands for the session, what was done and why, how long it took
 * and what it cost. What it is told it passes on.
 */
public final class ActivityLog implements SessionActivity, CallListener {

    private static final StringManager sm = StringManager.getManager(ActivityLog.class);

    private final SessionActivity activity;
    private final CallListener calls;
    private final ApplicationLog log;
    private final LongSupplier nanoTime;

    /**
     * What this thread does; nothing while nobody wants to know. Not static: one for each store.
     */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Step> steps = new ThreadLocal<>();

    private static final class Step {
        private final List<String> what = new ArrayList<>();
        private double readUnits;
        private double writeUnits;
    }

    /** What is done with a session. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * @param activity is told what becomes of sessions, too
     * @param calls is told of calls, too
     * @param log takes the lines
     * @param nanoTime as {@link System#nanoTime}
     */
    public ActivityLog(
            SessionActivity activity,
            CallListener calls,
            ApplicationLog log,
            LongSupplier nanoTime) {
        this.activity = activity;
        this.calls = calls;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Does something with a session, and logs it.
     *
     * @param name what it is called in the log
     * @param session gives what stands for the session
     */
    <T, E extends Exception> T follow(String name, Supplier<String> session, Work<T, E> work)
            throws E {
        if (!log.isDebugEnabled()) {
            return work.run();
        }
        String display = session.get();
        long start = nanoTime.getAsLong();
        Step step = new Step();
        steps.set(step);
        try {
            return work.run();
        } catch (TableException e) {
            step.what.add("failed (" + e.kind() + ')');
            throw e;
        } catch (Exception e) {
            step.what.add("failed (" + e.getClass().getSimpleName() + ')');
            throw e;
        } finally {
            steps.remove();
            if (!step.what.isEmpty()) {
                log.debug(
                        sm.getString(
                                "activity.line",
                                name,
                                display,
                                String.join(", ", step.what),
                                String.valueOf(
                                        TimeUnit.NANOSECONDS.toMillis(
                                                nanoTime.getAsLong() - start)),
                                String.valueOf(step.readUnits),
                                String.valueOf(step.writeUnits)));
            }
        }
    }

    private void add(String what) {
        if (log.isDebugEnabled()) {
            Step step = steps.get();
            if (step != null) {
                step.what.add(what);
            }
        }
    }

    @Override
    public void loaded() {
        add("found");
        activity.loaded();
    }

    @Override
    public void missed() {
        add("not found");
        activity.missed();
    }

    @Override
    public void readAgain() {
        add("read again, strongly");
        activity.readAgain();
    }

    @Override
    public void unwritten(Supplier<String> session) {
        add("nothing to write");
        activity.unwritten(session);
    }

    @Override
    public void written(Supplier<String> session, Enum<?> reason, Collection<String> attributes) {
        add(reason.name().toLowerCase(Locale.ROOT));
        activity.written(session, reason, attributes);
    }

    @Override
    public void dropped(Supplier<String> session) {
        add("dropped, it was logged out elsewhere");
        activity.dropped(session);
    }

    @Override
    public void removed() {
        add("logged out");
        activity.removed();
    }

    @Override
    public void answered(String operation, double readUnits, double writeUnits) {
        if (log.isDebugEnabled()) {
            Step step = steps.get();
            if (step != null) {
                step.readUnits += readUnits;
                step.writeUnits += writeUnits;
            }
        }
        calls.answered(operation, readUnits, writeUnits);
    }

    @Override
    public void failed(String operation, TableException failure) {
        calls.failed(operation, failure);
    }

    @Override
    public void refused(String operation) {
        calls.refused(operation);
    }

    @Override
    public void retried(TableException.Kind why) {
        calls.retried(why);
    }

    @Override
    public void throttled() {
        calls.throttled();
    }

    @Override
    public void loadTook(long nanos) {
        activity.loadTook(nanos);
    }

    @Override
    public void saveTook(long nanos) {
        activity.saveTook(nanos);
    }

    @Override
    public void stored(Map<String, Integer> bytes) {
        activity.stored(bytes);
    }

    @Override
    public void touchSkipped(int bytes) {
        activity.touchSkipped(bytes);
    }

    @Override
    public void unreadable(String className) {
        activity.unreadable(className);
    }
}
