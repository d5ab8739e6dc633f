<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" trimDirectiveWhitespaces="true"
         import="demo.Statistics" %><%--
  What this node's store shows over JMX: its capacity units, and the saves of one session (?session=HASH).
--%><%
    response.setHeader("Cache-Control", "no-store");
    out.print(Statistics.text(request.getParameter("session")));
%>
