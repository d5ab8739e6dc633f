<%@ page session="false" contentType="text/html" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" buffer="64kb"
         import="demo.*, java.time.*, java.util.*, jakarta.servlet.http.*" %><%!
    private static String h(Object value) {
        return Html.escape(value);
    }

    private static String when(long millis) {
        return Instant.ofEpochMilli(millis / 1000 * 1000).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private static String howLong(int seconds) {
        return seconds < 2 * 86_400 ? seconds / 60 + " minutes" : seconds / 86_400 + " days";
    }

    /** The colour after this one, so that each click is a change. */
    private static String next(Object colour) {
        List<String> colours = List.of("blue", "green", "orange", "red");
        return colours.get((colours.indexOf(String.valueOf(colour)) + 1) % colours.size());
    }
%><%
    // The whole answer in one piece, and only when the session has been saved: then what the browser does next finds it
    // stored.
    response.setBufferSize(256 * 1024);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none';"
                    + " form-action 'self' http://127.0.0.1:* http://localhost:*");

    String node = System.getProperty("node.name");
    String other = State.otherThan(node);
    String host = request.getServerName();
    HttpSession session = request.getSession(false);
    String id = session == null ? request.getRequestedSessionId() : session.getId();
    String hash = id == null ? "" : Sessions.hash(id);
    State state = State.of(hash);
    List<Save> saves = state.saves();
    String disabled = session == null ? "disabled" : "";
    Object user = session == null ? null : session.getAttribute("user");
%><!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width">
  <title>Node <%= h(node) %>: sessions in DynamoDB</title>
  <link rel="icon" href="data:,">
  <style><%@ include file="/WEB-INF/page.css" %></style>
</head>
<body>
<header>
  <h1>Tomcat sessions in DynamoDB</h1>
  <p>This page comes from <strong>node <span id="node" class="node <%= h(node) %>"><%= h(node) %></span></strong>.
    Both nodes keep their sessions in the table <code>sessions</code>, so either can serve any request.</p>
</header>
<main>
  <div class="column">

  <section>
    <h2>The last save of this session</h2>
<%  if (session == null) { %>
    <p id="last-save" class="big">No session, no save</p>
    <p id="last-save-reason"><%= id == null ? "A request without a session makes no call to DynamoDB."
            : "The session in your cookie has ended, so there is nothing to save." %></p>
<%  } else if (saves.isEmpty()) { %>
    <p id="last-save" class="big">None yet</p>
    <p id="last-save-reason">No node has saved this session since it started: the save of this page comes next.</p>
<%  } else { %>
    <p id="last-save" class="big <%= h(saves.get(0).what()) %>"><%= h(saves.get(0).title()) %></p>
    <p id="last-save-reason"><%= h(saves.get(0).reason(state.touchAfter())) %></p>
    <p class="soft">A request saves its session when its page is made, before it is sent: this is the save of your last
      click, and the save of the page itself comes next.</p>
<%  }
    if (!saves.isEmpty()) { %>
    <table id="saves">
      <tr><th>Time (UTC)</th><th>Node</th><th>What the last saves under this session id did</th></tr>
<%      for (Save save : saves) { %>
      <tr><td class="time"><%= h(save.timeOfDay()) %></td><td><span class="node <%= h(save.node()) %>"><%= h(save.node()) %></span></td>
        <td class="<%= h(save.what()) %>"><%= h(save.title()) %></td></tr>
<%      } %>
    </table>
<%  } %>
  </section>

  <section>
    <h2>Try it</h2>
    <div class="try">
<%  if (session == null) { %>
      <form method="post" action="do.jsp"><input type="hidden" name="op" value="start"><button id="start" class="main">Start a session</button></form>
      <p>Creates a session with three attributes; saving it is one PutItem.</p>

<%  } %>
      <form method="post" action="do.jsp" class="row"><input type="hidden" name="op" value="colour"><input
          id="colour" name="value" aria-label="colour" maxlength="60" value="<%= h(next(session == null ? null : session.getAttribute("colour"))) %>"><button
          id="change" <%= disabled %>>Change colour</button></form>
      <p>Sets an attribute: only this one is written. Set it to the value it has, and nothing is.</p>

      <form method="post" action="do.jsp"><input type="hidden" name="op" value="wish"><button id="wish" <%= disabled %>>Add a wish, in place</button></form>
      <p>Adds to the list without <code>setAttribute</code>: the change is found all the same.</p>

      <form method="post" action="do.jsp"><input type="hidden" name="op" value="basket"><button id="basket" <%= disabled %>>Fill the basket, in place</button></form>
      <p>The same with a bean of the application, which is stored in binary form.</p>

      <form method="get" action="read.jsp"><button id="read" <%= disabled %>>Just read</button></form>
      <p>Reads an attribute: nothing is written until a touch is due.</p>

      <form method="get" action="wait.jsp"><button id="wait" <%= disabled %>>Wait for a touch</button></form>
      <p>Reads again when the last access in the record is <%= state.touchAfter() %> s old<% if (session != null) {
          %>, which is <%= state.secondsToTouch(System.currentTimeMillis()) == 0 ? "now"
              : "in " + state.secondsToTouch(System.currentTimeMillis()) + "\u00a0s" %><% } %>.</p>

      <form method="post" action="do.jsp" class="row"><input type="hidden" name="op" value="login"><input
          id="user" name="value" aria-label="user" maxlength="60" value="<%= h(user == null ? "ann" : user) %>"><button
          id="login" <%= disabled %>>Log in</button></form>
      <p>The session gets another id, and the old one is worth nothing any more.</p>

      <form method="post" action="do.jsp"><input type="hidden" name="op" value="logout"><button id="logout" <%= disabled %>>Log out</button></form>
      <p>Ends the session on both nodes; a tombstone keeps a slow request from bringing it back.</p>

<%  if (state.isRunning(other)) { %>
      <p><a id="other" class="button" href="<%= h(state.url(host, other)) %>">Continue on node <%= h(other) %></a></p>
<%  } else { %>
      <p><button id="other" disabled>Continue on node <%= h(other) %></button></p>
<%  } %>
      <p><%= state.isRunning(other) ? "The other node reads the same record; your browser sends the same cookie to both."
              : "It is stopped: start it below." %></p>

      <form method="post" action="do.jsp"><input type="hidden" name="op" value="express"><button id="express">Continue an Express session</button></form>
      <p>Sets your cookie to a session that connect-dynamodb wrote on Node.js, cart and all.</p>
    </div>
  </section>

  <section>
    <h2>The nodes</h2>
    <table id="nodes">
      <tr><th>Node</th><th>Port</th><th class="number">Read units</th><th class="number">Write units</th><th></th></tr>
<%  for (String name : State.NODES) {
        boolean runs = state.isRunning(name);
        // A node is stopped by the other one, which then shows the page.
        String servant = State.otherThan(name);
        String action = (servant.equals(node) ? "" : state.url(host, servant)) + "do.jsp"; %>
      <tr><td><span class="node <%= h(name) %>"><%= h(name) %></span></td><td><%= h(state.text(name + ".port")) %></td>
        <td class="number" data-label="Read units" id="read-<%= h(name) %>"><%= h(state.units(name, "readUnits")) %></td>
        <td class="number" data-label="Write units" id="write-<%= h(name) %>"><%= h(state.units(name, "writeUnits")) %></td>
        <td class="number buttons">
<%      if (runs) {
            String off = state.isRunning(servant) ? "" : "disabled"; %>
          <form method="post" action="<%= h(action) %>"><input type="hidden" name="node" value="<%= h(name) %>"><button
            id="stop-<%= h(name) %>" name="op" value="stop" <%= off %>>Stop</button> <button
            id="kill-<%= h(name) %>" name="op" value="kill" <%= off %>>Kill</button></form>
<%      } else { %>
          stopped
          <form method="post" action="do.jsp"><input type="hidden" name="node" value="<%= h(name) %>"><button
            id="start-<%= h(name) %>" name="op" value="start-node">Start</button></form>
<%      } %>
        </td></tr>
<%  } %>
      <tr><td></td><td class="sum"><strong>Sum</strong></td><td class="number" data-label="Read units" id="read-sum"><%= h(state.units("readUnits")) %></td>
        <td class="number" data-label="Write units" id="write-sum"><%= h(state.units("writeUnits")) %></td><td></td></tr>
    </table>
    <p class="soft">Capacity units are what DynamoDB bills, counted by each node's MBean since that node started. Stop is
      SIGTERM and Kill is <code>kill -9</code>; neither costs a session anything, and starting takes a few seconds.</p>
  </section>
  </div>

  <div class="column">
  <section>
    <h2>The session, as the application sees it</h2>
<%  if (session == null) { %>
    <p id="session">There is no session<%= id == null ? "." : ": the id in your cookie is of one that has ended." %></p>
<%  } else { %>
    <p>Session <code id="session"><%= h(hash) %></code>, created <%= h(when(session.getCreationTime())) %>, ends after
      <%= h(howLong(session.getMaxInactiveInterval())) %> without a request.</p>
    <table id="attributes">
      <tr><th>Name</th><th>Java class</th><th>Value</th></tr>
<%      for (String name : new TreeSet<>(Collections.list(session.getAttributeNames()))) {
            Object value = session.getAttribute(name); %>
      <tr><td class="name"><%= h(name) %></td><td><code><%= h(value.getClass().getTypeName()) %></code></td><td class="value"><%= h(Html.cut(value)) %></td></tr>
<%      } %>
    </table>
    <p class="soft">The id itself is a secret: the store's log and MBean show this hash of it instead.</p>
<%  } %>
  </section>

  <section>
    <h2>The record, as it stands in DynamoDB</h2>
    <p id="record-kind"><%
    switch (state.text("record.kind")) {
        case "tomcat" -> { %>Attributes are stored natively wherever DynamoDB has a type for them, in <code>sess</code>;
      what belongs to Tomcat is in <code>tomcat</code>.<% }
        case "express" -> { %>As connect-dynamodb wrote it: all attributes are one JSON text. Reading it changes nothing;
      the first save that writes, even if it is a touch, makes it a record of Tomcat's.<% }
        case "tombstone" -> { %>A tombstone: the session is logged out, and until <code>expires</code> no late write of
      another node brings it back.<% }
        default -> { %><%= session == null ? "There is none." : "There is none yet: the first save comes after this page." %><% }
    } %></p>
<%  if (state.has("record")) { %>
    <pre id="record"><%= h(state.text("record")) %></pre>
<%      if (state.has("record.expires") && state.has("record.accessed")) { %>
    <p class="soft"><code>expires</code> is <%= h(when((long) (Double.parseDouble(state.text("record.expires")) * 1000))) %>:
      the last access in the record, the timeout, and <code>touchAfter</code> (<%= state.touchAfter() %> s) together, so that
      a skipped touch never ends a session early.</p>
<%      }
    } %>
  </section>
  </div>
</main>
</body>
</html>
