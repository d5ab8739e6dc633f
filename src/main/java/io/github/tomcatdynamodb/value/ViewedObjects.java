package io.github.tomcatdynamodb.value;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a view of the JDK's is a view of. */
final class ViewedObjects {

    private WrittenParts parts;

    /** The object behind a view, which is its only serialized field. */
    Object by(Object view) {
        try {
            if (parts == null) {
                parts = new WrittenParts();
            }
            return parts.of(view).get(0);
        } catch (IOException e) {
            // Nothing is written anywhere.
            throw new UncheckedIOException(e);
        }
    }
}
