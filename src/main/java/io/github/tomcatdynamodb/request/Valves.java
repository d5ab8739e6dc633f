package io.github.tomcatdynamodb.request;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/** What is common to valves that name no servlet type. */
final class Valves {

    private Valves() {}

    /** Passes a request on. A servlet exception goes through, though it must not be named. */
    static void invoke(Valve valve, Request request, Response response) throws IOException {
        try {
            valve.invoke(request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw Valves.<RuntimeException>unchanged(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchanged(Exception e) throws E {
        throw (E) e;
    }

    /** Returns the pipelines that requests to an application pass, the innermost first. */
    static Stream<Pipeline> pipelines(Context context) {
        return Stream.iterate(
                        (Container) context, container -> container != null, Container::getParent)
                .map(Container::getPipeline);
    }
}
