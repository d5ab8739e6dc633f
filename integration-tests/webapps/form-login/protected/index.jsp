<%@ page session="false" contentType="application/json" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %><%
    // Answers a GET and the POST that the log-in had interrupted.
    HttpSession session = request.getSession(false);
    String note = request.getParameter("note");
    if (session != null && note != null) {
        session.setAttribute("note", note);
    }
    Object kept = session == null ? null : session.getAttribute("note");
%>{"node": "<%= System.getProperty("node.name") %>", "user": "<%= request.getRemoteUser() %>",
 "type": "<%= request.getAuthType() %>", "shopper": <%= request.isUserInRole("shopper") %>,
 "id": "<%= session == null ? "" : session.getId() %>", "note": "<%= kept == null ? "" : kept %>"}
