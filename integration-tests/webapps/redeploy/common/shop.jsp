<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" trimDirectiveWhitespaces="true"
         import="shop.Shop" %><%--
  The shop beside the probe's page, the same in each of its versions. It answers who is logged in.

    make=case name=attribute    puts into the session what this version makes for the case
    user=name password=text     logs in at the container, in a session
--%><%
    response.setHeader("Cache-Control", "no-store");
    if (request.getParameter("make") != null) {
        request.getSession().setAttribute(
                request.getParameter("name"), Shop.make(request.getParameter("make")));
    }
    if (request.getParameter("user") != null) {
        request.getSession();
        request.login(request.getParameter("user"), request.getParameter("password"));
    }
    out.print(request.getRemoteUser());
%>
