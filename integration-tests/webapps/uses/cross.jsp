<%@ page session="false" contentType="application/json" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %><%--
  Asks another application for a page, in the same request.

    to      the other application's path
    op ...  as for probe.jsp there
--%><%
    request.getSession();
    application.getContext(request.getParameter("to")).getRequestDispatcher("/probe.jsp").include(request, response);
%>
