package io.github.tomcatdynamodb;

import java.util.ArrayList;
import java.util.List;
import org.apache.juli.logging.Log;

/** A log that is kept: each line begins with its level. */
public final class LogLines implements Log {

    private final List<String> lines = new ArrayList<>();
    private final boolean debug;

    public LogLines() {
        this(false);
    }

    /**
     * @param debug whether single loads and saves are asked for
     */
    public LogLines(boolean debug) {
        this.debug = debug;
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized void add(String level, Object message) {
        lines.add(level + " " + message);
    }

    @Override
    public boolean isDebugEnabled() {
        return debug;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    public boolean isFatalEnabled() {
        return true;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public void trace(Object message) {}

    @Override
    public void trace(Object message, Throwable cause) {}

    @Override
    public void debug(Object message) {
        add("DEBUG", message);
    }

    @Override
    public void debug(Object message, Throwable cause) {}

    @Override
    public void info(Object message) {
        add("INFO", message);
    }

    @Override
    public void info(Object message, Throwable cause) {
        add("INFO", message);
    }

    @Override
    public void warn(Object message) {
        add("WARN", message);
    }

    @Override
    public void warn(Object message, Throwable cause) {
        add("WARN", message);
    }

    @Override
    public void error(Object message) {
        add("ERROR", message);
    }

    @Override
    public void error(Object message, Throwable cause) {
        add("ERROR", message);
    }

    @Override
    public void fatal(Object message) {
        add("FATAL", message);
    }

    @Override
    public void fatal(Object message, Throwable cause) {
        add("FATAL", message);
    }
}
