<%@ page session="false" contentType="application/json" pageEncoding="UTF-8" trimDirectiveWhitespaces="true"
         import="java.util.*, probe.*" %><%--
  One page for every operation. It is a JSP because a JSP means javax.servlet on Tomcat 9 and jakarta.servlet
  on 10.1 and 11. A session is created only by op=create and op=set.

    op=set name type value    type: string int long double list bean map large (of value characters) failing
    op=append name value      adds to a list, which is made if there is none
    op=get name               also: op=remove name
    op=mutate name value      changes the list, map or bean in place, without setAttribute
    op=info                   id, times, isNew, all attributes
    op=interval value         setMaxInactiveInterval(seconds)
    op=login value            changeSessionId, and attribute user
    op=logout                 invalidate
    op=none                   does not ask for a session
    op=peek times [ms]        getSession(false) that often, so long apart
    gate with another op      has the session, and waits until op=open gate before it does anything
    op=open gate              lets it go on; op=waiting gate tells how many wait
    op=slow ms                reads the session, then sleeps
    op=error                  throws after reading the session
--%><%!
    /** What the answer tells of a session. */
    private static void tell(Map<String, Object> answer, HttpSession session) {
        answer.put("session", session != null);
        if (session == null) {
            return;
        }
        answer.put("id", session.getId());
        answer.put("isNew", session.isNew());
        answer.put("created", session.getCreationTime());
        answer.put("accessed", session.getLastAccessedTime());
        answer.put("maxInactive", session.getMaxInactiveInterval());
        Map<String, Object> attributes = new TreeMap<>();
        Map<String, Object> classes = new TreeMap<>();
        for (String name : Collections.list(session.getAttributeNames())) {
            Object value = session.getAttribute(name);
            boolean large = value instanceof String && ((String) value).length() > 1000;
            // An answer beyond the buffer would be sent before the session is saved.
            attributes.put(name, large ? ((String) value).length() + " characters" : value);
            classes.put(name, value.getClass().getName());
        }
        answer.put("attributes", attributes);
        answer.put("classes", classes);
    }
%><%
    String op = request.getParameter("op") == null ? "info" : request.getParameter("op");
    String name = request.getParameter("name");
    String value = request.getParameter("value");
    String gate = request.getParameter("gate");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("node", System.getProperty("node.name"));
    answer.put("op", op);
    response.setHeader("Cache-Control", "no-store");
    if (op.equals("none")) {
        // nothing
    } else if (op.equals("open")) {
        Gates.open(gate);
    } else if (op.equals("waiting")) {
        answer.put("waiting", Gates.waiting(gate));
    } else if (op.equals("peek")) {
        int seen = 0;
        for (int i = 0; i < Integer.parseInt(request.getParameter("times")); i++) {
            if (i > 0 && request.getParameter("ms") != null) {
                Thread.sleep(Long.parseLong(request.getParameter("ms")));
            }
            seen += request.getSession(false) == null ? 0 : 1;
        }
        answer.put("seen", seen);
    } else {
        boolean create = op.equals("create") || op.equals("set");
        HttpSession session = request.getSession(create);
        boolean alive = session != null;
        if (alive) {
            if (gate != null) {
                session.getAttributeNames();
                Gates.await(gate);
            }
            switch (op) {
                case "set":
                    session.setAttribute(name, Values.make(request.getParameter("type"), value));
                    break;
                case "append":
                    session.setAttribute(name, Values.append(session.getAttribute(name), value));
                    break;
                case "remove":
                    session.removeAttribute(name);
                    break;
                case "mutate":
                    Values.mutate(session.getAttribute(name), value);
                    break;
                case "interval":
                    session.setMaxInactiveInterval(Integer.parseInt(value));
                    break;
                case "login":
                    request.changeSessionId();
                    session.setAttribute("user", value);
                    break;
                case "logout":
                    session.invalidate();
                    session = null;
                    break;
                case "slow":
                    Thread.sleep(Long.parseLong(request.getParameter("ms")));
                    break;
                case "error":
                    session.getAttributeNames();
                    throw new IllegalStateException("asked for by the test");
                default:
                    break;
            }
        }
        tell(answer, session);
    }
    out.print(Json.of(answer));
%>
