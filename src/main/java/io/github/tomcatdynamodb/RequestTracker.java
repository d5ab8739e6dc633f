package io.github.tomcatdynamodb;

import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.session.PersistentManagerBase;

/**
 * Notes on each session which request it has served, once the application is done with the request.
 * Then the {@code PersistentValve} saves the session, and if that fails, Tomcat sends with status
 * 500 what the application has answered: its page, and the cookie of a new id that is not stored,
 * which would log the user out. So the answer is taken back before.
 *
 * <p>Stands right behind the {@code PersistentValve}, before the log-in, which saves sessions too.
 * Names no servlet type, not even as an exception: they differ between releases of Tomcat.
 */
final class RequestTracker implements Valve, AutoCloseable {

    private static final String SERVED = RequestTracker.class.getName() + ".served";
    private static final String LOADED = RequestTracker.class.getName() + ".loaded";
    private static final String ASYNC = RequestTracker.class.getName() + ".async";

    private final Context context;
    private final RecentAnswers answers;
    private final boolean endsAsync = !AsyncEnd.isKnownToValve();
    private volatile Valve next;

    /**
     * A request that a session has served.
     *
     * @param thread the request's
     * @param context the application's
     * @param request the request; Tomcat uses the object again once it is over
     * @param response its answer; {@code null} if it is given later, by another thread
     */
    record Served(Thread thread, Context context, Request request, Response response) {

        /**
         * Returns whether the request waits for what this thread does. It may also be over, and the
         * thread reload the application now, for the Manager web application.
         */
        boolean isWaiting() {
            return response != null
                    && thread == Thread.currentThread()
                    && request.getContext() == context;
        }

        /** Forgets what the application has answered, unless it has already been sent. */
        void takeBackAnswer() {
            if (!response.isCommitted()) {
                response.reset();
            }
        }
    }

    /** A load of which it is not known yet whether a request works with the session. */
    private record Loaded(Thread thread, long time) {}

    private RequestTracker(Context context, RecentAnswers answers) {
        this.context = context;
        this.answers = answers;
    }

    /** Returns the request that a session has served last; empty in the background. */
    static Optional<Served> served(Session session) {
        return Optional.ofNullable((Served) session.getNote(SERVED));
    }

    /** Notes on a session that it was loaded just now. */
    static void loaded(Session session, long time) {
        session.setNote(LOADED, new Loaded(Thread.currentThread(), time));
    }

    /**
     * Returns whether the request that this thread begins has already got this session. A listener
     * of requests is called before the valves of the application are: whoever has asked for the
     * session there, CDI among them, works with that one, and what it changes would be lost if the
     * {@code PersistentValve} loaded and saved another one.
     *
     * @param since an earlier load was for another request, which has never come here
     */
    static boolean isLoadedByThisRequest(Session session, long since) {
        return session.getNote(LOADED) instanceof Loaded loaded
                && loaded.thread() == Thread.currentThread()
                && loaded.time() >= since;
    }

    /** A request works with a session from now on. */
    static void begins(Session session) {
        session.removeNote(LOADED);
    }

    /** Puts one behind the valve that saves the sessions of an application, if there is one. */
    static Optional<RequestTracker> install(Context context, RecentAnswers answers) {
        return SavingMode.persistentValve(context)
                .map(
                        saving -> {
                            RequestTracker tracker = new RequestTracker(context, answers);
                            tracker.setNext(saving.getNext());
                            saving.setNext(tracker);
                            return tracker;
                        });
    }

    @Override
    public void invoke(Request request, Response response) throws IOException {
        if (request.getContext() != context) {
            pass(request, response);
            return;
        }
        String id = request.getRequestedSessionId();
        if (id != null && context.getManager() instanceof PersistentManagerBase manager) {
            inMemory(manager, id).ifPresent(RequestTracker::begins);
        }
        answers.requestBegins(id);
        try {
            if (request.isAsyncDispatching()) {
                goOn(request);
            }
            pass(request, response);
            if (endsAsync && request.isAsync()) {
                request.setNote(ASYNC, true);
                AsyncEnd.of(request, () -> end(request));
            }
            session(request)
                    .ifPresent(
                            session ->
                                    session.setNote(
                                            SERVED,
                                            new Served(
                                                    Thread.currentThread(),
                                                    context,
                                                    request,
                                                    request.isAsync() ? null : response)));
        } finally {
            answers.requestEnds();
        }
    }

    /**
     * A request that has been dispatched goes on with the session that it had, although the valve
     * has loaded it again.
     */
    private void goOn(Request request) {
        // It ends as others do, and the valve saves the session.
        request.removeNote(ASYNC);
        session(request)
                .filter(Session::isValid)
                .ifPresent(session -> context.getManager().add(session));
    }

    /** Does what the valve does after other requests. */
    private void end(Request request) throws IOException {
        if (request.getNote(ASYNC) == null) {
            return;
        }
        Session session = session(request).filter(Session::isValid).orElse(null);
        if (session != null && context.getManager() instanceof PersistentManagerBase manager) {
            manager.getStore().save(session);
            manager.removeSuper(session);
        }
    }

    private void pass(Request request, Response response) throws IOException {
        try {
            next.invoke(request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw RequestTracker.<RuntimeException>unchanged(e);
        }
    }

    /** Returns the session that the Manager holds under an id, without a look into the store. */
    static Optional<Session> inMemory(PersistentManagerBase manager, String id) throws IOException {
        return manager.isLoaded(id)
                ? Optional.ofNullable(manager.findSession(id))
                : Optional.empty();
    }

    private static Optional<Session> session(Request request) {
        try {
            return Optional.ofNullable(request.getSessionInternal(false));
        } catch (RuntimeException notLoaded) {
            return Optional.empty();
        }
    }

    /** A servlet exception, which must not be named here. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchanged(Exception e) throws E {
        throw (E) e;
    }

    /** Leaves the pipeline. */
    @Override
    public void close() {
        SavingMode.pipelines(context).forEach(pipeline -> pipeline.removeValve(this));
    }

    @Override
    public Valve getNext() {
        return next;
    }

    @Override
    public void setNext(Valve valve) {
        next = valve;
    }

    @Override
    public void backgroundProcess() {
        // Nothing.
    }

    @Override
    public boolean isAsyncSupported() {
        return true;
    }
}
