package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.express.ExpressCookieProcessor;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.util.SessionConfig;
import org.apache.tomcat.util.res.StringManager;

/** The session cookies that Express has signed, of an application whose context says so. */
final class SignedCookies {

    private static final StringManager sm = StringManager.getManager(SignedCookies.class);

    private SignedCookies() {}

    /** Returns whether no session id reaches an application that was not signed. */
    static boolean areRequired(Context context) {
        return ExpressCookieProcessor.of(context.getCookieProcessor()).isPresent();
    }

    /**
     * Has an application sign its session cookies and look into no others, if it has the processor
     * for that. Called before the application serves requests.
     *
     * @throws LifecycleException if the processor and the context do not mean the same cookie, or
     *     the processor has no secrets
     */
    static void install(Context context) throws LifecycleException {
        Optional<ExpressCookieProcessor> express =
                ExpressCookieProcessor.of(context.getCookieProcessor());
        if (express.isEmpty()) {
            return;
        }
        ExpressCookieProcessor processor = express.get();
        try {
            processor.check();
        } catch (IllegalStateException e) {
            throw new LifecycleException(e.getMessage(), e);
        }
        String sessionCookie = SessionConfig.getSessionCookieName(context);
        if (!processor.getCookieName().equals(sessionCookie)) {
            throw new LifecycleException(
                    sm.getString("cookies.name", processor.getCookieName(), sessionCookie));
        }
        context.setCookieProcessor(processor.signing());
        onlyByCookie(context);
    }

    /**
     * An id in a URL carries no signature, and Express knows none there. The servlet types are not
     * named: their package depends on Tomcat's release.
     */
    private static void onlyByCookie(Context context) throws LifecycleException {
        try {
            Object servlets = Context.class.getMethod("getServletContext").invoke(context);
            Class<?> type = Context.class.getMethod("getServletContext").getReturnType();
            Set<?> modes =
                    new HashSet<>(
                            (Set<?>)
                                    type.getMethod("getEffectiveSessionTrackingModes")
                                            .invoke(servlets));
            if (modes.removeIf(mode -> !mode.toString().equals("COOKIE"))) {
                type.getMethod("setSessionTrackingModes", Set.class).invoke(servlets, modes);
            }
        } catch (ReflectiveOperationException e) {
            throw new LifecycleException(sm.getString("cookies.trackingModes"), e);
        }
    }
}
