<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %><%--
  Sends the beginning of its answer, and asks for the session then.
--%><%
    out.print("session: ");
    out.flush();
    response.flushBuffer();
    HttpSession session = request.getSession(false);
    out.print(session != null);
%>
