package benchmark;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Map;

/** Reads an attribute of the session, and changes it on demand. */
public class SessionServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Begins a session with what the body holds: a map of its attributes, serialized. */
    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try (ObjectInputStream in = new ObjectInputStream(request.getInputStream())) {
            HttpSession session = request.getSession();
            Map<?, ?> attributes = (Map<?, ?>) in.readObject();
            attributes.forEach((name, value) -> session.setAttribute((String) name, value));
        } catch (ClassNotFoundException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        doGet(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getParameter("none") != null) {
            response.setContentType("text/plain");
            response.getWriter().print("none");
            return;
        }
        HttpSession session = request.getSession(false);
        if (session == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Integer counter = (Integer) session.getAttribute("counter");
        if (request.getParameter("change") != null) {
            counter++;
            session.setAttribute("counter", counter);
        }
        response.setContentType("text/plain");
        response.getWriter().print("counter " + counter);
    }
}
