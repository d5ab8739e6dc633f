package probe;

import java.util.Iterator;
import java.util.Map;

/** Writes maps, lists, numbers and booleans as JSON; anything else as its text. */
public final class Json {
    private Json() {}

    public static String of(Object value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(Object value, StringBuilder json) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof Map<?, ?> map) {
            json.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> all = map.entrySet().iterator();
                    all.hasNext(); ) {
                Map.Entry<?, ?> entry = all.next();
                text(String.valueOf(entry.getKey()), json);
                json.append(':');
                write(entry.getValue(), json);
                json.append(all.hasNext() ? "," : "");
            }
            json.append('}');
        } else if (value instanceof Iterable<?> list) {
            json.append('[');
            for (Iterator<?> all = list.iterator(); all.hasNext(); ) {
                write(all.next(), json);
                json.append(all.hasNext() ? "," : "");
            }
            json.append(']');
        } else {
            text(value.toString(), json);
        }
    }

    private static void text(String text, StringBuilder json) {
        json.append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
