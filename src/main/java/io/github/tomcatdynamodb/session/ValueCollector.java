package io.github.tomcatdynamodb.session;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Receives a session's values in the order in which {@code StandardSession.writeObjectData} writes
 * them: seven scalars, the authentication (two values on Tomcat 9, four on later versions), the
 * number of attributes as an {@code Integer}, and then each attribute's name and value.
 */
final class ValueCollector extends ObjectOutputStream {

    private final List<Object> values = new ArrayList<>();

    ValueCollector() throws IOException {
        super();
    }

    @Override
    protected void writeObjectOverride(Object value) {
        values.add(value);
    }

    SessionState state() {
        int count = 7;
        // No part of the authentication is an Integer, so the first one is the number of
        // attributes.
        while (!(values.get(count) instanceof Integer)) {
            count++;
        }
        return new SessionState(
                (String) values.get(6),
                (Long) values.get(0),
                (Long) values.get(1),
                (Long) values.get(5),
                (Integer) values.get(2),
                (Boolean) values.get(3),
                (Boolean) values.get(4),
                authentication(values.subList(7, count)),
                attributes(values.subList(count + 1, values.size())));
    }

    private static Authentication authentication(List<Object> parts) {
        return new Authentication(
                (String) part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3));
    }

    private static Object part(List<Object> parts, int index) {
        return index < parts.size() ? parts.get(index) : null;
    }

    private static Map<String, Object> attributes(List<Object> namesAndValues) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            attributes.put((String) namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        return attributes;
    }
}
