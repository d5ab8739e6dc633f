<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" trimDirectiveWhitespaces="true"
         import="java.util.*" %><%--
  Changes the session as an application does that knows of parallel requests.

    name value  of an attribute that is set
    value       without a name: an element that is added to a list, in place
--%><%
    HttpSession session = request.getSession();
    String value = request.getParameter("value");
    if (request.getParameter("name") != null) {
        session.setAttribute(request.getParameter("name"), value);
    } else {
        synchronized (session) {
            @SuppressWarnings("unchecked")
            List<String> list = (List<String>) session.getAttribute("list");
            list.add(value);
        }
    }
%>done
