package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.text.SilentCause;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Passes warnings and errors on to the logger of the same name, and knows no other levels. */
final class LibraryLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient Logger target;

    LibraryLogger(String name) {
        this.name = name;
        this.target = Logger.getLogger(name);
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return target.isLoggable(java.util.logging.Level.WARNING);
    }

    @Override
    public boolean isErrorEnabled() {
        return target.isLoggable(java.util.logging.Level.SEVERE);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String text, Object[] arguments, Throwable thrown) {
        LogRecord line =
                new LogRecord(
                        level == Level.ERROR
                                ? java.util.logging.Level.SEVERE
                                : java.util.logging.Level.WARNING,
                        MessageFormatter.basicArrayFormat(text, arguments));
        line.setLoggerName(name);
        line.setSourceClassName(name);
        line.setSourceMethodName(null);
        line.setThrown(SilentCause.of(thrown));
        target.log(line);
    }
}
