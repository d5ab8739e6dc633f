package io.github.tomcatdynamodb.express;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.tomcatdynamodb.express.MalformedSessionException.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads one session. The containers that are open lie on a stack of its own, so that only memory
 * limits how deeply they nest.
 */
final class SessionJsonReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final JsonReader json;

    /** How to add a value to each open container; an array ignores the name. */
    private final Deque<BiConsumer<String, Object>> open = new ArrayDeque<>();

    private String name = "";

    SessionJsonReader(String text) {
        this.text = text;
        json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(Integer.MAX_VALUE);
    }

    Map<String, Object> read() throws MalformedSessionException {
        if (text.isBlank()) {
            throw new MalformedSessionException(Reason.EMPTY);
        }
        if (text.charAt(0) == BYTE_ORDER_MARK) { // Gson would skip it
            throw new MalformedSessionException(Reason.NOT_JSON);
        }
        try {
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                throw new MalformedSessionException(Reason.NOT_AN_OBJECT);
            }
            Map<String, Object> session = readObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedSessionException(Reason.NOT_JSON);
            }
            return session;
        } catch (IOException e) { // not kept as the cause: its message has attribute names
            throw new MalformedSessionException(Reason.NOT_JSON);
        }
    }

    private Map<String, Object> readObject() throws IOException, MalformedSessionException {
        Map<String, Object> session = new LinkedHashMap<>();
        json.beginObject();
        open.push(session::put);
        while (!open.isEmpty()) {
            readNext();
        }
        return session;
    }

    private void readNext() throws IOException, MalformedSessionException {
        switch (json.peek()) {
            case NAME -> name = json.nextName();
            case STRING -> add(json.nextString());
            case NUMBER -> add(JsonNumbers.parse(json.nextString()));
            case BOOLEAN -> add(json.nextBoolean());
            case NULL -> {
                json.nextNull();
                add(null);
            }
            case BEGIN_OBJECT -> {
                json.beginObject();
                Map<String, Object> map = new HashMap<>();
                add(map);
                open.push(map::put);
            }
            case BEGIN_ARRAY -> {
                json.beginArray();
                List<Object> list = new ArrayList<>();
                add(list);
                open.push((ignored, element) -> list.add(element));
            }
            case END_OBJECT -> {
                json.endObject();
                open.pop();
            }
            case END_ARRAY -> {
                json.endArray();
                open.pop();
            }
            case END_DOCUMENT -> throw new MalformedSessionException(Reason.NOT_JSON);
        }
    }

    private void add(Object value) {
        open.element().accept(name, value);
    }
}
