<%@ page session="false" pageEncoding="UTF-8"
         import="demo.*, java.util.*, jakarta.servlet.http.*" %><%--
  Everything that changes something. Only POST, only from the demo's own pages; then back to the page.

    op=start            a new session
    op=colour value     another value for an attribute
    op=wish             a list in the session is changed in place, without setAttribute
    op=basket           so is a bean
    op=login value      the session's id changes
    op=logout           the session ends
    op=express          continues a session that connect-dynamodb wrote
    op=stop node        also op=kill node, op=start-node node
--%><%!
    private static final int LONGEST = 60;
    private static final String[] WISHES = {"a lamp", "a chair", "a kettle", "a clock", "a rug"};

    private static String value(HttpServletRequest request) {
        String value = String.valueOf(request.getParameter("value"));
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }

    private static boolean isForeign(String origin) {
        return origin != null && !origin.matches("http://(127\\.0\\.0\\.1|localhost):\\d+");
    }
%><%
    request.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    if (!request.getMethod().equals("POST")) {
        response.setHeader("Allow", "POST");
        response.sendError(405);
        return;
    }
    if (isForeign(request.getHeader("Origin"))) {
        response.sendError(403);
        return;
    }
    String op = String.valueOf(request.getParameter("op"));
    HttpSession session = request.getSession(op.equals("start"));
    switch (op) {
        case "start":
            session.setAttribute("colour", "blue");
            session.setAttribute("wishes", new ArrayList<>(List.of("a book")));
            session.setAttribute("basket", new Basket());
            break;
        case "express":
            Cookie cookie = new Cookie("JSESSIONID", Control.expressSession());
            cookie.setPath(request.getContextPath());
            cookie.setHttpOnly(true);
            response.addCookie(cookie);
            break;
        case "stop":
        case "kill":
            Control.node(request.getParameter("node"), op);
            break;
        case "start-node":
            Control.node(request.getParameter("node"), "start");
            break;
        default:
            if (session != null) {
                switch (op) {
                    case "colour":
                        session.setAttribute("colour", value(request));
                        break;
                    case "wish":
                        if (session.getAttribute("wishes") instanceof List<?>) {
                            @SuppressWarnings("unchecked")
                            List<Object> wishes = (List<Object>) session.getAttribute("wishes");
                            wishes.add(WISHES[wishes.size() % WISHES.length]);
                        } else {
                            session.setAttribute("wishes", new ArrayList<>(List.of("a book")));
                        }
                        break;
                    case "basket":
                        if (session.getAttribute("basket") instanceof Basket basket) {
                            basket.add("an apple");
                        } else {
                            session.setAttribute("basket", new Basket());
                        }
                        break;
                    case "login":
                        request.changeSessionId();
                        session.setAttribute("user", value(request));
                        break;
                    case "logout":
                        session.invalidate();
                        break;
                    default:
                        response.sendError(400);
                        return;
                }
            }
    }
    response.setHeader("Location", "./");
    response.setStatus(303);
%>
