package io.github.tomcatdynamodb.express;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.tomcatdynamodb.express.MalformedSessionException.Reason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one session: RFC 8259 and nothing else. The containers that are open lie on a stack of its
 * own, so that only memory limits how deeply they nest.
 */
final class SessionJsonReader {

    /**
     * The text comes out of one item, which DynamoDB limits to 400 KB: everything in it is shorter
     * than that, and JavaScript, which wrote it, knows no narrower limits. Numbers are a matter of
     * {@link JsonNumbers}.
     */
    private static final StreamReadConstraints AS_LONG_AS_AN_ITEM =
            StreamReadConstraints.builder()
                    .maxDocumentLength(-1)
                    .maxTokenCount(-1)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build();

    /**
     * Nothing is kept from one session to the next: neither buffers in thread locals, which would
     * outlive the web application, nor the names of attributes.
     */
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(AS_LONG_AS_AN_ITEM)
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    /** Any escape; the code unit of one that is for a surrogate. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:u([dD][89a-fA-F][0-9a-fA-F]{2})|.)", Pattern.DOTALL);

    private final JsonParser parser;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Object> session = new LinkedHashMap<>();
    private final Set<String> inexact = new HashSet<>();

    /** The session attribute that is being read. */
    private String attribute = "";

    /** A container that is being read: how to add to it; an array ignores the name. */
    private interface Open {
        void add(String name, Object value);
    }

    private SessionJsonReader(JsonParser parser) {
        this.parser = parser;
    }

    static SessionJsonReader read(String text) throws MalformedSessionException {
        try (JsonParser parser = JSON.createParser(withSurrogates(text))) {
            SessionJsonReader reader = new SessionJsonReader(parser);
            reader.read();
            return reader;
        } catch (IOException e) {
            // A string can always be closed.
            throw new IllegalStateException(e);
        }
    }

    /**
     * Replaces escaped surrogates by themselves: the parser refuses lone ones in a name when they
     * are escaped, as JavaScript writes them, and takes them as they are.
     */
    private static String withSurrogates(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(
                        escape ->
                                Matcher.quoteReplacement(
                                        escape.group(1) == null
                                                ? escape.group()
                                                : Character.toString(
                                                        HexFormat.fromHexDigits(escape.group(1)))));
    }

    /** The session; the caller's own. */
    Map<String, Object> session() {
        return session;
    }

    /** The attributes with a number in them that is not exactly what the text says. */
    Set<String> inexact() {
        return inexact;
    }

    private void read() throws MalformedSessionException {
        JsonToken first = next(Reason.NOT_AN_OBJECT);
        if (first != JsonToken.START_OBJECT) {
            throw malformed(first == null ? Reason.EMPTY : Reason.NOT_AN_OBJECT);
        }
        open.push(session::put);
        while (!open.isEmpty()) {
            readNext(next(Reason.NOT_JSON));
        }
        if (next(Reason.NOT_JSON) != null) {
            throw malformed(Reason.NOT_JSON);
        }
    }

    /** Reads a value, a container only as far as it opens, or the end of a container. */
    private void readNext(JsonToken token) throws MalformedSessionException {
        switch (token) {
            case FIELD_NAME -> {
                if (open.size() == 1) {
                    attribute = name();
                }
            }
            case START_OBJECT -> {
                Map<String, Object> map = new HashMap<>();
                add(map);
                open.push(map::put);
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                add(list);
                open.push((ignored, element) -> list.add(element));
            }
            case END_OBJECT, END_ARRAY -> open.pop();
            case VALUE_TRUE -> add(true);
            case VALUE_FALSE -> add(false);
            case VALUE_NULL -> add(null);
            case VALUE_STRING -> add(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> addNumber(text());
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException(token.name());
        }
    }

    private void addNumber(String text) throws MalformedSessionException {
        add(JsonNumbers.parse(text));
        if (!JsonNumbers.isExact(text)) {
            inexact.add(attribute);
        }
    }

    private void add(Object value) throws MalformedSessionException {
        try {
            open.element().add(parser.currentName(), value);
        } catch (IOException e) {
            throw malformed(Reason.NOT_JSON);
        }
    }

    /** The parser's exceptions quote the text: they go no further than here. */
    private JsonToken next(Reason otherwise) throws MalformedSessionException {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw malformed(otherwise);
        }
    }

    private String name() throws MalformedSessionException {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw malformed(Reason.NOT_JSON);
        }
    }

    private String text() throws MalformedSessionException {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw malformed(Reason.NOT_JSON);
        }
    }

    private MalformedSessionException malformed(Reason reason) {
        return new MalformedSessionException(
                reason, (int) parser.currentLocation().getCharOffset());
    }
}
