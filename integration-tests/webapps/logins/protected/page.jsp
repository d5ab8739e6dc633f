<%@ page session="false" contentType="application/json" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %><%--
  Counts visits in a session, and keeps a note that comes with a POST.
--%><%
    HttpSession session = request.getSession();
    String note = request.getParameter("note");
    if (note != null) {
        session.setAttribute("note", note);
    }
    Object visits = session.getAttribute("visits");
    int now = visits == null ? 1 : (Integer) visits + 1;
    session.setAttribute("visits", now);
    Object kept = session.getAttribute("note");
%>{"user": "<%= request.getRemoteUser() %>", "type": "<%= request.getAuthType() %>",
 "method": "<%= request.getMethod() %>", "id": "<%= session.getId() %>", "visits": <%= now %>,
 "note": "<%= kept == null ? "" : kept %>"}
