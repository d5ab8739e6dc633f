package listening;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks for the session of every request, as CDI does, and counts the sessions that are created. */
public class Listener implements ServletRequestListener, HttpSessionListener {
    private static final Map<String, Integer> CREATED = new ConcurrentHashMap<>();

    /** How often a session was created. */
    public static int created(String id) {
        return CREATED.getOrDefault(id, 0);
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        session(event);
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        String note = event.getServletRequest().getParameter("note");
        HttpSession session = session(event);
        if (session != null && note != null) {
            session.setAttribute("note", note);
        }
    }

    private static HttpSession session(ServletRequestEvent event) {
        return ((HttpServletRequest) event.getServletRequest()).getSession(false);
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        CREATED.merge(event.getSession().getId(), 1, Integer::sum);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        // Nothing.
    }
}
