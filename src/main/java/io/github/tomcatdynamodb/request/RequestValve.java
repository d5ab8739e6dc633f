package io.github.tomcatdynamodb.request;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/**
 * Stands in the Host's pipeline, before everything that an application does with a request: its
 * listeners, its valves, its error pages, and dispatches to other applications. One for all
 * applications of the Host whose sessions are saved with each request.
 */
final class RequestValve extends ChainedValve {

    private static final int SERVER_ERROR = 500;

    private final Optional<CommitHook> commitHook;
    private final LongSupplier nanoTime;
    private final Map<Context, AnyNodeSessions> applications = new ConcurrentHashMap<>();

    /** Not static: it goes with the valve, and two Hosts do not share it. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Current> current = ThreadLocal.withInitial(Current::new);

    /** Requests that no thread is in the pipeline for. */
    private final Map<Request, RequestScope> asynchronous = new ConcurrentHashMap<>();

    /**
     * What a thread serves. It stays with the thread: to take it away after each request, and to
     * make it anew, was 3 % of the CPU of a request without a session.
     */
    private static final class Current {
        /** {@code null} between two requests. */
        private RequestScope scope;
    }

    private RequestValve(Optional<CommitHook> commitHook, LongSupplier nanoTime) {
        this.commitHook = commitHook;
        this.nanoTime = nanoTime;
    }

    /**
     * Adds an application to those that the valve of its Host serves.
     *
     * @param nanoTime as {@link System#nanoTime}
     * @return the valve
     */
    static RequestValve add(Context context, AnyNodeSessions sessions, LongSupplier nanoTime) {
        Host host = (Host) context.getParent();
        synchronized (host.getPipeline()) {
            RequestValve valve =
                    Stream.of(host.getPipeline().getValves())
                            .filter(RequestValve.class::isInstance)
                            .map(RequestValve.class::cast)
                            .findFirst()
                            .orElseGet(
                                    () -> {
                                        RequestValve added =
                                                new RequestValve(CommitHook.find(), nanoTime);
                                        host.getPipeline().addValve(added);
                                        return added;
                                    });
            valve.applications.put(context, sessions);
            return valve;
        }
    }

    /** Removes an application, and the valve with the last one. */
    void remove(Context context) {
        Host host = (Host) context.getParent();
        synchronized (host.getPipeline()) {
            applications.remove(context);
            if (applications.isEmpty()) {
                host.getPipeline().removeValve(this);
            }
        }
    }

    /** Returns whether this Tomcat tells when an answer is committed. */
    boolean savesBeforeCommit() {
        return commitHook.isPresent();
    }

    /** Returns the request that this thread serves. */
    Optional<RequestScope> current() {
        return Optional.ofNullable(current.get().scope);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException {
        Current thread = current.get();
        RequestScope before = thread.scope;
        if (before != null && before.request() == request) {
            // A valve has sent the request through the Host once more, under another URI.
            pass(request, response);
            return;
        }
        RequestScope scope = scope(request, response);
        scope.begin(application(request));
        thread.scope = scope;
        try {
            pass(request, response);
        } finally {
            thread.scope = before;
            leave(request, response, scope);
        }
    }

    private RequestScope scope(Request request, Response response) {
        RequestScope earlier = asynchronous.remove(request);
        if (earlier != null && request.isAsync()) {
            return earlier;
        }
        if (earlier != null) {
            // The connection broke, and Tomcat uses the object for another request.
            earlier.close();
        }
        return new RequestScope(request, response, commitHook, nanoTime.getAsLong());
    }

    private Optional<AnyNodeSessions> application(Request request) {
        return Optional.ofNullable(request.getContext()).map(applications::get);
    }

    private void leave(Request request, Response response, RequestScope scope) throws IOException {
        if (request.isAsync()) {
            scope.leavePipeline();
            asynchronous.put(request, scope);
            AsyncListeners.onComplete(request, () -> complete(request, scope));
        } else if (scope.end()) {
            response.sendError(SERVER_ERROR);
        }
    }

    private void complete(Request request, RequestScope scope) {
        if (!scope.isInPipeline()) {
            asynchronous.remove(request, scope);
            scope.endAsync();
        }
    }
}
