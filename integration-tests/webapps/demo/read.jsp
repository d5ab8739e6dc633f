<%@ page session="false" pageEncoding="UTF-8" import="jakarta.servlet.http.HttpSession" %><%--
  A request that reads the session and changes nothing.
--%><%
    HttpSession session = request.getSession(false);
    if (session != null) {
        session.getAttribute("colour");
    }
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Location", "./");
    response.setStatus(303);
%>
