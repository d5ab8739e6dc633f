<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" %><%
    HttpSession session = request.getSession(false);
    if (session != null) {
        session.invalidate();
    }
%>gone
