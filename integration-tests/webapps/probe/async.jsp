<%@ page session="false" contentType="application/json" pageEncoding="UTF-8" trimDirectiveWhitespaces="true"
         import="probe.*" %><%--
  Changes the session in a thread of its own, after the servlet has returned.

    end=dispatch   goes on to probe.jsp?op=info
    end=complete   answers itself
    name value     the attribute
    gate           where it waits before it does that; see probe.jsp
--%><%
    final HttpSession session = request.getSession();
    final AsyncContext later = request.startAsync();
    final String end = request.getParameter("end");
    final String name = request.getParameter("name");
    final String value = request.getParameter("value");
    final String gate = request.getParameter("gate");
    later.start(new Runnable() {
        @Override
        public void run() {
            try {
                if (gate != null) {
                    Gates.await(gate);
                }
            } catch (InterruptedException e) {
                return;
            }
            session.setAttribute(name, value);
            if (end.equals("dispatch")) {
                later.dispatch("/probe.jsp?op=info");
            } else {
                later.complete();
            }
        }
    });
%>
