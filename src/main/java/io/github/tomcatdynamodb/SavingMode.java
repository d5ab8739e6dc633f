package io.github.tomcatdynamodb;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.valves.PersistentValve;

/** When Tomcat saves sessions. */
enum SavingMode {
    /**
     * At the end of each request, because there is a {@code PersistentValve}: any node can serve
     * any request.
     */
    AFTER_REQUEST,
    /** When the Manager's settings say so: requests of a session must stick to a node. */
    IN_BACKGROUND;

    static SavingMode of(Context context) {
        return persistentValve(context).isPresent() ? AFTER_REQUEST : IN_BACKGROUND;
    }

    /** Returns the valve that loads and saves the sessions of an application. */
    static Optional<Valve> persistentValve(Context context) {
        return pipelines(context)
                .flatMap(pipeline -> Stream.of(pipeline.getValves()))
                .filter(PersistentValve.class::isInstance)
                .findFirst();
    }

    /** Returns whether that valve is the application's own, not the host's or the engine's. */
    static boolean isValveOfApplication(Context context) {
        return Stream.of(context.getPipeline().getValves())
                .anyMatch(PersistentValve.class::isInstance);
    }

    /** Returns the pipelines that requests to an application pass, the innermost first. */
    static Stream<Pipeline> pipelines(Context context) {
        return Stream.iterate(
                        (Container) context, container -> container != null, Container::getParent)
                .map(Container::getPipeline);
    }
}
