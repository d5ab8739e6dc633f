package io.github.tomcatdynamodb.request;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.core.AsyncContextImpl;

/** Listens to asynchronous requests, without naming a servlet type. */
final class AsyncListeners {

    private static final Class<?> LISTENER = ServletListeners.type("AsyncListener");

    private static final Method ADD_LISTENER =
            Stream.of(AsyncContextImpl.class.getMethods())
                    .filter(method -> method.getName().equals("addListener"))
                    .filter(method -> method.getParameterCount() == 1)
                    .findFirst()
                    .orElseThrow();

    private AsyncListeners() {}

    /** Has something done when a request completes, before its answer is finished. */
    static void onComplete(Request request, Runnable action) {
        Object listener =
                ServletListeners.listener(LISTENER, Map.of("onComplete", event -> action.run()));
        try {
            ADD_LISTENER.invoke(request.getAsyncContextInternal(), listener);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
