package io.github.tomcatdynamodb;

import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
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
        Stream<Container> containers =
                Stream.iterate(context, container -> container != null, Container::getParent);
        return containers
                        .flatMap(container -> Stream.of(container.getPipeline().getValves()))
                        .anyMatch(PersistentValve.class::isInstance)
                ? AFTER_REQUEST
                : IN_BACKGROUND;
    }
}
