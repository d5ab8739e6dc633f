package io.github.tomcatdynamodb.table;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Where the bundled libraries log, the SDK and its HTTP client: warnings and errors go where
 * Tomcat's own log goes. What they say below that is never asked for, whatever the configuration
 * says: it is every byte of every call, with the ids and contents of sessions and with security
 * tokens. Found by SLF4J.
 */
public final class LibraryLogging implements SLF4JServiceProvider {

    /** The API that this is written against, as SLF4J wants it said. */
    private static final String API = "2.0.99";

    private final ConcurrentMap<String, LibraryLogger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, LibraryLogger::new);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return API;
    }

    @Override
    public void initialize() {}
}
