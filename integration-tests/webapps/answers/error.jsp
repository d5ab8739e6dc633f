<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %><%--
  The application's own error page. It changes the session, too.
--%><%
    HttpSession session = request.getSession(false);
    if (session != null) {
        session.setAttribute("errorPage", request.getParameter("value"));
    }
%>our own error page
