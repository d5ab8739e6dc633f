package io.github.tomcatdynamodb.session;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Hands out a session's values in the order in which {@code StandardSession.readObjectData} asks
 * for them.
 */
final class ValueFeeder extends ObjectInputStream {

    private final Iterator<Object> values;

    ValueFeeder(SessionState state) throws IOException {
        super();
        this.values = inTomcatsOrder(state).iterator();
    }

    @Override
    protected Object readObjectOverride() throws IOException {
        if (!values.hasNext()) {
            throw new EOFException();
        }
        return values.next();
    }

    private static List<Object> inTomcatsOrder(SessionState state) {
        List<Object> values = new ArrayList<>();
        values.add(state.creationTime());
        values.add(state.lastAccessedTime());
        values.add(state.maxInactiveInterval());
        values.add(state.isNew());
        values.add(state.isValid());
        values.add(state.thisAccessedTime());
        values.add(state.id());
        Authentication authentication = state.authentication();
        values.add(authentication.authType());
        values.add(authentication.principal());
        // Left out when both are null: then Tomcat 9, which may expect two values here, reads
        // correctly too.
        if (authentication.expectedSessionId() != null || authentication.savedRequest() != null) {
            values.add(authentication.expectedSessionId());
            values.add(authentication.savedRequest());
        }
        values.add(state.attributes().size());
        state.attributes()
                .forEach(
                        (name, value) -> {
                            values.add(name);
                            values.add(value);
                        });
        return values;
    }
}
