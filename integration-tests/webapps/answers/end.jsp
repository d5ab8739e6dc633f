<%@ page session="false" contentType="text/plain" pageEncoding="UTF-8" trimDirectiveWhitespaces="true"
         import="java.io.*, java.nio.file.*, probe.*" %><%--
  Changes the session, and then ends the answer.

    value  of the attribute "change"
    how    the way to end the answer
    timeout  milliseconds, of an asynchronous request
    gate   where it waits when the answer, or its beginning, has left; see probe.jsp
--%><%!
    private static final String LARGE = "x".repeat(24 * 1024);

    private static void wait(HttpServletRequest request) throws InterruptedException {
        if (request.getParameter("gate") != null) {
            Gates.await(request.getParameter("gate"));
        }
    }

    /** Changes the session in a thread of its own, and ends the request there. */
    private static void later(final HttpServletRequest request, final HttpSession session, final boolean dispatch,
            final String page) {
        final AsyncContext later = request.startAsync();
        // So long a client waits when a save fails and ends the thread.
        String timeout = request.getParameter("timeout");
        later.setTimeout(timeout == null ? 5000 : Long.parseLong(timeout));
        final String value = request.getParameter("value");
        later.start(new Runnable() {
            @Override
            public void run() {
                session.setAttribute("change", value);
                try {
                    if (dispatch) {
                        later.dispatch("/probe.jsp?op=info");
                    } else {
                        later.getResponse().getWriter().print(page);
                        later.complete();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }
%><%
    HttpSession session = request.getSession();
    String how = request.getParameter("how");
    if (how.equals("dispatch") || how.equals("complete") || how.equals("completePage")) {
        later(request, session, how.equals("dispatch"), how.equals("complete") ? "" : LARGE);
        return;
    }
    session.setAttribute("change", request.getParameter("value"));
    switch (how) {
        case "plain":
            out.print("done");
            return;
        case "noContent":
            response.setStatus(204);
            return;
        case "sendError":
            response.sendError(409);
            return;
        case "exception":
            throw new IllegalStateException("asked for by the test");
        case "redirect":
            response.sendRedirect("probe.jsp");
            return;
        case "forward":
            request.getRequestDispatcher("/probe.jsp?op=none").forward(request, response);
            return;
        case "sendfile":
            Path file = ((File) application.getAttribute(ServletContext.TEMPDIR)).toPath().resolve("large.txt");
            Files.write(file, LARGE.getBytes("UTF-8"));
            response.setContentLength(LARGE.length());
            if (Boolean.TRUE.equals(request.getAttribute("org.apache.tomcat.sendfile.support"))) {
                request.setAttribute("org.apache.tomcat.sendfile.filename", file.toFile().getCanonicalPath());
                request.setAttribute("org.apache.tomcat.sendfile.start", Long.valueOf(0));
                request.setAttribute("org.apache.tomcat.sendfile.end", Long.valueOf(LARGE.length()));
            } else {
                response.getOutputStream().print(LARGE);
            }
            return;
        case "closeWriter":
            response.getWriter().print("done");
            response.getWriter().close();
            break;
        case "closeStream":
            response.getOutputStream().print("done");
            response.getOutputStream().close();
            break;
        case "flush":
            response.flushBuffer();
            break;
        case "page":
            response.getWriter().print(LARGE);
            break;
        case "length":
            response.setContentLength(4);
            response.getOutputStream().print("done");
            break;
        default:
            throw new IllegalArgumentException(how);
    }
    wait(request);
%>
