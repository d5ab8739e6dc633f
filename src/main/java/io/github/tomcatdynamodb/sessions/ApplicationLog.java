package io.github.tomcatdynamodb.sessions;

import org.apache.catalina.Context;
import org.apache.juli.logging.Log;

/**
 * What a store says of one application. Its lines go where Tomcat's own go, to the console among
 * others, and not to the log of the Context, which stock Tomcats write into a file for each host;
 * so each line begins with the application's host and name.
 */
public final class ApplicationLog {

    private final Log log;
    private final String beginning;

    /**
     * @param log takes the lines
     * @param application whom they are about
     */
    public ApplicationLog(Log log, String application) {
        this.log = log;
        this.beginning = "[" + application + "] ";
    }

    /**
     * Returns the log of an application.
     *
     * @param log takes the lines
     */
    public static ApplicationLog of(Log log, Context context) {
        return new ApplicationLog(log, context.getParent().getName() + context.getName());
    }

    /** Returns whether single loads and saves are logged. */
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    /** Logs what only somebody who looks for something wants to know. */
    public void debug(String message) {
        log.debug(beginning + message);
    }

    /** Logs what an administrator expects. */
    public void info(String message) {
        log.info(beginning + message);
    }

    /** Logs what an administrator should see to. */
    public void warn(String message) {
        log.warn(beginning + message);
    }

    /** Logs what an administrator should see to, and what has caused it. */
    public void warn(String message, Throwable cause) {
        log.warn(beginning + message, cause);
    }

    /** Logs what could not be done. */
    public void error(String message) {
        log.error(beginning + message);
    }

    /** Logs what could not be done, and what has caused it. */
    public void error(String message, Throwable cause) {
        log.error(beginning + message, cause);
    }
}
