<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %><%--
  How often a session was created on this node.

    id  of the session
--%><%= listening.Listener.created(request.getParameter("id")) %>
