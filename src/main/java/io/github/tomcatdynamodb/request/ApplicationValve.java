package io.github.tomcatdynamodb.request;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Authenticator;
import org.apache.catalina.Valve;
import org.apache.catalina.authenticator.AuthenticatorBase;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.valves.PersistentValve;

/**
 * Stands in the application's pipeline, behind its authenticator. Here sessions are saved while the
 * application's own error page can still answer a failure, and here the authenticator's turn ends:
 * it asks for the session of every request, also of one for a picture, to see who the user is.
 */
final class ApplicationValve extends ChainedValve {

    private static final int SERVER_ERROR = 500;

    /** Where a FORM log-in submits to (Servlet specification, 13.6.3). */
    private static final String FORM_ACTION = "/j_security_check";

    private final StandardContext context;
    private final AnyNodeSessions sessions;

    /** Is told when a request begins, after all other listeners. */
    private final Object lastListener;

    /** How often the authenticator asks for the session before it has something to do. */
    private final int asks;

    private ApplicationValve(StandardContext context, AnyNodeSessions sessions) {
        this.context = context;
        this.sessions = sessions;
        this.asks = context.getAuthenticator() instanceof FormAuthenticator ? 2 : 1;
        this.lastListener =
                ServletListeners.listener(
                        ServletListeners.type("ServletRequestListener"),
                        Map.of("requestInitialized", event -> authenticatorBegins()));
    }

    /** Adds one to an application that is about to serve requests. */
    static ApplicationValve add(StandardContext context, AnyNodeSessions sessions) {
        ApplicationValve valve = new ApplicationValve(context, sessions);
        context.getPipeline().addValve(valve);
        if (valve.authenticator().filter(valve::comesNext).isPresent()) {
            context.addApplicationEventListener(valve.lastListener);
        }
        return valve;
    }

    /** An authenticator that keeps the user in the session, under another id than before. */
    private Optional<AuthenticatorBase> authenticator() {
        Authenticator authenticator = context.getAuthenticator();
        return authenticator instanceof AuthenticatorBase base
                        && base.getCache()
                        && base.getChangeSessionIdOnAuthentication()
                ? Optional.of(base)
                : Optional.empty();
    }

    /** Returns whether nothing stands before it that might ask for the session, too. */
    private boolean comesNext(AuthenticatorBase authenticator) {
        List<Valve> valves = List.of(context.getPipeline().getValves());
        return valves.stream()
                .takeWhile(valve -> valve != authenticator)
                .allMatch(PersistentValve.class::isInstance);
    }

    private void authenticatorBegins() {
        sessions.scope()
                .filter(scope -> scope.request().getPrincipal() == null)
                .ifPresent(scope -> scope.authenticatorBegins(asks(scope.request())));
    }

    /**
     * Returns how often the authenticator asks for the session before it knows whether it has
     * something to do: for the user; and FORM once more, for a request to return to.
     */
    private int asks(Request request) {
        if (request.getDecodedRequestURI().endsWith(FORM_ACTION)) {
            return 0;
        }
        return asks;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException {
        Optional<RequestScope> scope = sessions.request();
        sessions.scope().ifPresent(ApplicationScope::authenticatorEnds);
        pass(request, response);
        if (scope.isPresent() && scope.get().saveInApplication() && !response.isCommitted()) {
            response.sendError(SERVER_ERROR);
        }
    }

    /** Leaves the application. */
    void remove() {
        context.getPipeline().removeValve(this);
        context.setApplicationEventListeners(
                Arrays.stream(context.getApplicationEventListeners())
                        .filter(listener -> listener != lastListener)
                        .toArray());
    }
}
