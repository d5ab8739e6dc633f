package io.github.tomcatdynamodb.request;

import java.io.IOException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/**
 * A valve that passes requests on to the next one. Names no servlet type, not even as an exception:
 * they differ between releases of Tomcat.
 */
abstract class ChainedValve implements Valve {

    private volatile Valve next;

    /** Passes a request on to the next valve. */
    final void pass(Request request, Response response) throws IOException {
        pass(next, request, response);
    }

    /** Passes a request on. A servlet exception goes through, though it must not be named. */
    static void pass(Valve valve, Request request, Response response) throws IOException {
        try {
            valve.invoke(request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw ChainedValve.<RuntimeException>unchanged(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchanged(Exception e) throws E {
        throw (E) e;
    }

    @Override
    public abstract void invoke(Request request, Response response) throws IOException;

    @Override
    public final Valve getNext() {
        return next;
    }

    @Override
    public void setNext(Valve valve) {
        next = valve;
    }

    @Override
    public final void backgroundProcess() {
        // Nothing.
    }

    @Override
    public final boolean isAsyncSupported() {
        return true;
    }
}
