package io.github.tomcatdynamodb.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Globals;
import org.apache.catalina.Session;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;

/**
 * One request, from the Host's pipeline to its end, however many threads serve it: what it has used
 * is saved before its answer is committed, and once more at the end.
 */
final class RequestScope {

    private static final int SERVER_ERROR = 500;

    private final Request request;
    private final Response response;
    private final Optional<CommitHook> commitHook;
    private final long beganAt;
    private final Map<AnyNodeSessions, ApplicationScope> applications = new LinkedHashMap<>();

    /** The request's own application; {@code null} when its sessions are not ours. */
    private ApplicationScope own;

    /** {@code null} while the response is not watched. */
    private CommitHook.Watch watch;

    /** Why something could not be saved; {@code null} when everything could. */
    private RuntimeException failure;

    private boolean saving;

    /**
     * How many sessions were in use when they were saved last; -1 when they must be saved again.
     */
    private int savedSessions = -1;

    private boolean inPipeline;

    /**
     * @param commitHook tells when the response is committed; empty when nothing can
     * @param beganAt when the request began, of {@link System#nanoTime}
     */
    RequestScope(
            Request request, Response response, Optional<CommitHook> commitHook, long beganAt) {
        this.request = request;
        this.response = response;
        this.commitHook = commitHook;
        this.beganAt = beganAt;
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    /** Returns whether a client can still be told something with the answer. */
    boolean canTell() {
        return commitHook.isPresent() && !response.isCommitted();
    }

    /** Returns when the request began, of {@link System#nanoTime}. */
    long beganAt() {
        return beganAt;
    }

    /** Enters the pipeline, for the first time or after an asynchronous dispatch. */
    synchronized void begin(Optional<AnyNodeSessions> sessions) {
        inPipeline = true;
        savedSessions = -1;
        if (own == null && sessions.isPresent()) {
            own = new ApplicationScope(this, sessions.get(), true);
            applications.put(sessions.get(), own);
            String id = request.getRequestedSessionId();
            if (id != null) {
                own.enter(id);
            }
        }
    }

    /** Returns the part of the request in an application. */
    synchronized ApplicationScope in(AnyNodeSessions sessions) {
        return applications.computeIfAbsent(
                sessions, other -> new ApplicationScope(this, other, false));
    }

    private synchronized List<ApplicationScope> applications() {
        return List.copyOf(applications.values());
    }

    private int usedSessions() {
        int used = 0;
        for (ApplicationScope application : applications()) {
            used += application.usedSessions();
        }
        return used;
    }

    /** Somebody uses a session, or may at any moment: the answer must not leave unsaved. */
    synchronized void watchCommit() {
        if (watch == null && commitHook.isPresent() && !response.isCommitted()) {
            watch = commitHook.get().watch(response.getCoyoteResponse(), this::beforeCommit);
        }
    }

    /**
     * Saves before the answer is committed. When that fails, nothing of it is sent: the application
     * gets the failure, and what it answers then is an error.
     */
    private void beforeCommit() {
        if (saving) {
            return;
        }
        if (failure == null) {
            adoptNewSession();
            try {
                save();
                tell();
                return;
            } catch (RuntimeException e) {
                takeBack(e);
                throw e;
            }
        }
        if (response.getStatus() < SERVER_ERROR) {
            takeBack(failure);
            throw failure;
        }
        // The error page goes out, without the cookie of a session that nobody will find.
        if (own != null && own.hasUnstoredSession()) {
            own.sessions().cookie().withdraw(response);
        }
    }

    /** A session that a thread of the application has created belongs to this request, too. */
    private void adoptNewSession() {
        if (own != null && request.isAsync()) {
            sessionInHand().filter(session -> own.sessions().isOurs(session)).ifPresent(own::use);
        }
    }

    /** Returns the session that the request has got, without a load. */
    private Optional<Session> sessionInHand() {
        String asked = request.getRequestedSessionId();
        request.setRequestedSessionId(null);
        try {
            return Optional.ofNullable(request.getSessionInternal(false));
        } finally {
            request.setRequestedSessionId(asked);
        }
    }

    private void save() {
        saving = true;
        try {
            applications().forEach(ApplicationScope::save);
        } finally {
            saving = false;
        }
    }

    private void tell() {
        if (!response.isCommitted()) {
            applications().forEach(application -> application.tell(response));
        }
    }

    /** Forgets what the application has answered, or breaks off what has already left. */
    private void takeBack(RuntimeException cause) {
        failure = cause;
        // Else the connector would send the file in the place of the error page.
        request.removeAttribute(Globals.SENDFILE_FILENAME_ATTR);
        if (response.isCommitted()) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, cause);
        } else {
            if (own == null) {
                response.reset();
            } else {
                own.takeBack(response);
                own.tell(response);
            }
            response.setStatus(SERVER_ERROR);
        }
    }

    /**
     * Saves at the end of the application, where its own error page can still answer a failure.
     *
     * @return whether the answer is an error now
     */
    boolean saveInApplication() {
        return failsToSave(!own.sessions().savesAfterApplication());
    }

    /** Saves what has been saved, unless it is certain that nothing has changed since. */
    private boolean failsToSave(boolean isLast) {
        if (failure != null || request.isAsync()) {
            return false;
        }
        try {
            save();
            savedSessions = isLast ? usedSessions() : -1;
            return false;
        } catch (RuntimeException e) {
            takeBack(e);
            return true;
        }
    }

    /**
     * Leaves the pipeline. The request is over, unless it goes on asynchronously.
     *
     * @return whether the answer is an error now that somebody must give
     */
    boolean end() {
        synchronized (this) {
            inPipeline = false;
        }
        boolean isSaved =
                failure != null || (savedSessions == usedSessions() && !response.isError());
        boolean fails = !isSaved && failsToSave(true);
        if (!fails && failure == null) {
            tell();
        }
        close();
        return fails && !response.isCommitted();
    }

    /** The application has completed an asynchronous request outside of the pipeline. */
    void endAsync() {
        if (failure == null) {
            adoptNewSession();
            try {
                save();
                tell();
            } catch (RuntimeException e) {
                takeBack(e);
            }
        }
        close();
    }

    /**
     * Leaves the pipeline, because the request goes on asynchronously: any thread may commit its
     * answer from now on.
     */
    synchronized void leavePipeline() {
        inPipeline = false;
        if (own != null) {
            watchCommit();
        }
    }

    /** Returns whether a thread is in the pipeline, which ends the request. */
    synchronized boolean isInPipeline() {
        return inPipeline;
    }

    /** Lets go of everything. */
    synchronized void close() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        applications.values().forEach(ApplicationScope::leave);
        applications.clear();
    }
}
