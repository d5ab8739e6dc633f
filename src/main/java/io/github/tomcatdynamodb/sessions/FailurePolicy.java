package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tomcat.util.res.StringManager;

/**
 * What becomes of a failure: who is told, and how. Tomcat takes an {@code IOException} of a load
 * for "no such session" and replaces the user's cookie, and recent releases take one of a save for
 * a success; in the background it goes on with the next session only after one.
 *
 * @param onLoad what a request gets when its session cannot be loaded
 * @param onSave what a request gets when its session cannot be saved
 * @param log takes every failure
 */
public record FailurePolicy(OnLoad onLoad, OnSave onSave, FailureLog log) {

    private static final StringManager sm = StringManager.getManager(FailurePolicy.class);

    /**
     * What a request gets when its session cannot be loaded, which is not the same as not found.
     */
    public enum OnLoad {
        /** An error. The browser keeps its cookie, and after the outage the user is logged in. */
        FAIL,
        /** A new session, as with Tomcat's own stores: the user is logged out. */
        NEW_SESSION
    }

    /** What a request gets when its session cannot be saved. */
    public enum OnSave {
        /** An error. */
        FAIL,
        /** An answer as if nothing had happened: what it changed in the session is lost. */
        LOG
    }

    /**
     * Returns what to throw for a load that has failed.
     *
     * @throws IOException if the request shall go on with a new session
     */
    public RuntimeException loadFailed(RuntimeException failure) throws IOException {
        log.error(sm.getString("failure.load", failure.getMessage()), failure);
        if (failure instanceof TableException && onLoad == OnLoad.NEW_SESSION) {
            throw new IOException(failure.getMessage(), failure);
        }
        return failure;
    }

    /**
     * Tells of a save that has failed and that a request waits for.
     *
     * @throws RuntimeException if the request shall fail, too
     */
    public void requestSaveFailed(Exception failure) {
        log.error(sm.getString("failure.save", failure.getMessage()), failure);
        if (onSave == OnSave.FAIL) {
            throw failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new UncheckedIOException((IOException) failure);
        }
    }

    /**
     * Tells of a save that has failed in the background or at stop.
     *
     * @throws IOException if {@code onSaveFailure="fail"}
     */
    public void backgroundSaveFailed(Exception failure) throws IOException {
        log.error(sm.getString("failure.save", failure.getMessage()), failure);
        if (onSave == OnSave.FAIL) {
            throw new IOException(failure.getMessage(), failure);
        }
    }
}
