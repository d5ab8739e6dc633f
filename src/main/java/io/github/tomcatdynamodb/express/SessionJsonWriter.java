package io.github.tomcatdynamodb.express;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one session. The containers that are open lie on a stack of its own, as when reading. */
final class SessionJsonWriter {

    private final StringBuilder text = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Set<Object> containersOpen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The session attribute that is being written, for messages. */
    private String attribute = "";

    /** A container that is being written: what is left of it, and what ends it. */
    private record Open(Object container, Iterator<?> rest, char end) {}

    String write(Map<String, Object> session) throws UnwritableAttributeException {
        writeValue(session);
        while (!open.isEmpty()) {
            Open container = open.element();
            if (container.rest.hasNext()) {
                writeNext(container.rest.next());
            } else {
                text.append(container.end);
                containersOpen.remove(open.pop().container);
            }
        }
        return text.toString();
    }

    private void writeNext(Object next) throws UnwritableAttributeException {
        char last = text.charAt(text.length() - 1);
        if (last != '{' && last != '[') {
            text.append(',');
        }
        if (open.element().container instanceof Map<?, ?> map) {
            Map.Entry<?, ?> member = (Map.Entry<?, ?>) next;
            writeName(member.getKey(), map);
            writeValue(member.getValue());
        } else {
            writeValue(next);
        }
    }

    private void writeName(Object name, Map<?, ?> map) throws UnwritableAttributeException {
        if (!(name instanceof String string)) {
            throw UnwritableAttributeException.key(attribute, map);
        }
        if (open.size() == 1) {
            attribute = string;
        }
        writeString(string);
        text.append(':');
    }

    private void writeValue(Object value) throws UnwritableAttributeException {
        if (value == null || value instanceof Boolean || value instanceof Integer) {
            text.append(value);
        } else if (value instanceof String string) {
            writeString(string);
        } else if (value instanceof Long number && JsonNumbers.isExact(number)) {
            text.append(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            text.append(JsonNumbers.format(number));
        } else if (value instanceof List<?> list) {
            begin('[', list, list.iterator(), ']');
        } else if (value instanceof Map<?, ?> map) {
            begin('{', map, map.entrySet().iterator(), '}');
        } else {
            throw UnwritableAttributeException.value(attribute, value);
        }
    }

    private void begin(char start, Object container, Iterator<?> content, char end)
            throws UnwritableAttributeException {
        if (!containersOpen.add(container)) {
            throw UnwritableAttributeException.cycle(attribute, container);
        }
        text.append(start);
        open.push(new Open(container, content, end));
    }

    private void writeString(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || isLoneSurrogate(string, i)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isLoneSurrogate(String string, int i) {
        char c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }
}
