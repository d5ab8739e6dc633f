package io.github.tomcatdynamodb.record;

import java.io.Serial;

/** A record that is not as it must be. Its message says what is wrong, without any value. */
final class MalformedRecordException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        super(message);
    }
}
