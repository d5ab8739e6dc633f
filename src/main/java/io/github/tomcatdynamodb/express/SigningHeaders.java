package io.github.tomcatdynamodb.express;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.apache.tomcat.util.http.CookieProcessor;

/**
 * What makes a {@link CookieProcessor} out of an {@link ExpressCookieProcessor}: the cookie that
 * goes out is signed. The servlet types in the interface have another package in each line of
 * Tomcat; here none of them is named.
 *
 * @param processor does everything else
 */
record SigningHeaders(ExpressCookieProcessor processor) implements InvocationHandler {

    private static final String GENERATE_HEADER = "generateHeader";

    /** Returns the processor that signs. */
    static CookieProcessor with(ExpressCookieProcessor processor) {
        return (CookieProcessor)
                Proxy.newProxyInstance(
                        CookieProcessor.class.getClassLoader(),
                        new Class<?>[] {CookieProcessor.class},
                        new SigningHeaders(processor));
    }

    /** Returns whose cookies a processor signs; empty if it is none of ours. */
    static Optional<ExpressCookieProcessor> processorOf(CookieProcessor signing) {
        return Proxy.isProxyClass(signing.getClass())
                        && Proxy.getInvocationHandler(signing) instanceof SigningHeaders headers
                ? Optional.of(headers.processor)
                : Optional.empty();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            if (method.getName().equals(GENERATE_HEADER)) {
                arguments[0] = signed(arguments[0], method.getParameterTypes()[0]);
            }
            return method.invoke(processor, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Returns the cookie, or a copy of it with the signed value. */
    private Object signed(Object cookie, Class<?> type) throws ReflectiveOperationException {
        Optional<String> value =
                processor.signed(
                        (String) type.getMethod("getName").invoke(cookie),
                        (String) type.getMethod("getValue").invoke(cookie),
                        (int) type.getMethod("getMaxAge").invoke(cookie));
        if (value.isEmpty()) {
            return cookie;
        }
        Object copy = type.getMethod("clone").invoke(cookie);
        type.getMethod("setValue", String.class).invoke(copy, value.get());
        return copy;
    }
}
