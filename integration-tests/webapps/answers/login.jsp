<%@ page session="false" contentType="text/html" pageEncoding="UTF-8" trimDirectiveWhitespaces="true"
         import="probe.*" %><%--
  Logs in, and answers with a page that is larger than the response buffer, so that its beginning leaves
  while the request is under way.

    name   the user
    gate   where it waits in the middle of the page, unless it is missing; see probe.jsp
--%><%
    request.getSession();
    request.changeSessionId();
    request.getSession().setAttribute("user", request.getParameter("name"));
    out.print("<link rel=stylesheet href=probe.jsp>" + "x".repeat(32 * 1024));
    if (request.getParameter("gate") != null) {
        Gates.await(request.getParameter("gate"));
    }
    out.print("x".repeat(8 * 1024));
%>
