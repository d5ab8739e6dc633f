<%@ page session="false" contentType="text/html" pageEncoding="UTF-8" trimDirectiveWhitespaces="true"
         import="demo.*" %><%--
  Counts down, a second a page, until a touch is due, and then reads the session once. Does not ask for the session
  itself, so it costs no call.
--%><%
    State state = State.of(Sessions.hash(request.getRequestedSessionId()));
    long seconds = state.secondsToTouch(System.currentTimeMillis()) + 1;
    response.setHeader("Cache-Control", "no-store");
%><!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width">
  <meta http-equiv="refresh" content="1;url=<%= seconds <= 1 ? "read.jsp" : "wait.jsp" %>">
  <title>Waiting <%= seconds %> s until a touch is due</title>
  <link rel="icon" href="data:,">
  <style><%@ include file="/WEB-INF/page.css" %></style>
</head>
<body>
  <main class="single">
    <section>
      <h2>Waiting: <span id="countdown" class="big"><%= seconds %></span> s</h2>
      <p>Then the last access in the record is <%= state.touchAfter() %> s old (<code>touchAfter</code>), and this page
        sends one request that only reads the session. <a href="./">Back without waiting</a></p>
    </section>
  </main>
</body>
</html>
