package io.github.tomcatdynamodb.value;

import java.io.Serial;

/**
 * A signal: something in the graph is only right when Java serialization writes it, so all of the
 * graph must go there.
 */
final class NeedsJavaSerializationException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    NeedsJavaSerializationException() {
        // It is expected, and thrown on the way of a request: no stack trace.
        super(null, null, false, false);
    }
}
