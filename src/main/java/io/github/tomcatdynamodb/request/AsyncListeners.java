package io.github.tomcatdynamodb.request;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;

/** Listens to asynchronous requests, without naming a servlet type. */
final class AsyncListeners {

    private AsyncListeners() {}

    /** Has something done when a request completes, before its answer is finished. */
    static void onComplete(Request request, Runnable action) {
        Object context = request.getAsyncContextInternal();
        Object listener =
                ServletListeners.listener(
                        "AsyncListener", Map.of("onComplete", event -> action.run()));
        Method adding =
                Stream.of(context.getClass().getMethods())
                        .filter(method -> method.getName().equals("addListener"))
                        .filter(method -> method.getParameterCount() == 1)
                        .findFirst()
                        .orElseThrow();
        try {
            adding.invoke(context, listener);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
