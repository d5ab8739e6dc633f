package io.github.tomcatdynamodb;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.valves.PersistentValve;

/**
 * The end of an asynchronous request that no dispatch leads back into the pipeline. The {@code
 * PersistentValve} of Tomcat 10.1.59 and 11.0.24 saves the session then; that of 9.0.118 and
 * 11.0.21 does not.
 *
 * <p>Names no servlet type: the listener's interface is whichever the running Tomcat has.
 */
final class AsyncEnd {

    private AsyncEnd() {}

    /** What is to be done at the end. */
    interface Action {
        void run() throws IOException;
    }

    /** Returns whether the valve of this Tomcat knows of it. */
    static boolean isKnownToValve() {
        return Stream.of(PersistentValve.class.getDeclaredClasses())
                .anyMatch(type -> type.getSimpleName().endsWith("AsyncListener"));
    }

    /** Has something done at the end of a request, before Tomcat uses the request again. */
    static void of(Request request, Action action) {
        Object context = request.getAsyncContextInternal();
        Method adding =
                Stream.of(context.getClass().getMethods())
                        .filter(method -> method.getName().equals("addListener"))
                        .filter(method -> method.getParameterCount() == 1)
                        .findFirst()
                        .orElseThrow();
        Class<?> type = adding.getParameterTypes()[0];
        try {
            adding.invoke(
                    context,
                    Proxy.newProxyInstance(
                            type.getClassLoader(), new Class<?>[] {type}, handler(action)));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InvocationHandler handler(Action action) {
        return (listener, method, arguments) -> {
            switch (method.getName()) {
                case "onComplete" -> action.run();
                case "equals" -> {
                    return listener == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(listener);
                }
                case "toString" -> {
                    return AsyncEnd.class.getName();
                }
                default -> {
                    // A timeout or an error comes before the end.
                }
            }
            return null;
        };
    }
}
