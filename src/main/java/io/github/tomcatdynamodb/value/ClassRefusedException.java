package io.github.tomcatdynamodb.value;

import java.io.InvalidClassException;
import java.io.Serial;

/** Thrown inside a serialization stream for a class that the filter does not admit. */
final class ClassRefusedException extends InvalidClassException {

    @Serial private static final long serialVersionUID = 1L;

    ClassRefusedException(String className) {
        super(className, null);
    }
}
