package io.github.tomcatdynamodb.request;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.Context;

/**
 * Makes listeners of the servlet API without naming its types: their package depends on Tomcat's
 * release.
 */
final class ServletListeners {

    private static final Class<?> REQUEST_LISTENER = type("ServletRequestListener");

    private ServletListeners() {}

    /**
     * Returns a listener.
     *
     * @param type its interface
     * @param methods what its methods do with the event that they are given, by name; others do
     *     nothing
     */
    static Object listener(Class<?> type, Map<String, Consumer<Object>> methods) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new Handler(methods));
    }

    /**
     * Returns the type of the servlet API that this Tomcat knows: jakarta's from 10 on. To be kept:
     * the search takes an exception on Tomcat 9.
     *
     * @param name without {@code javax.servlet.} or {@code jakarta.servlet.}
     */
    static Class<?> type(String name) {
        ClassLoader loader = Context.class.getClassLoader();
        try {
            return Class.forName("jakarta.servlet." + name, false, loader);
        } catch (ClassNotFoundException isTomcat9) {
            try {
                return Class.forName("javax.servlet." + name, false, loader);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns whether an object is an application's listener of requests. */
    static boolean listensToRequests(Object listener) {
        return !isOurs(listener) && REQUEST_LISTENER.isInstance(listener);
    }

    private static boolean isOurs(Object listener) {
        return Proxy.isProxyClass(listener.getClass())
                && Proxy.getInvocationHandler(listener) instanceof Handler;
    }

    /**
     * What a listener of ours does.
     *
     * @param methods by name
     */
    private record Handler(Map<String, Consumer<Object>> methods) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> ServletListeners.class.getName();
                default -> {
                    methods.getOrDefault(method.getName(), event -> {}).accept(arguments[0]);
                    yield null;
                }
            };
        }
    }
}
