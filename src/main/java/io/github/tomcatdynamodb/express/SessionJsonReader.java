package io.github.tomcatdynamodb.express;

import io.github.tomcatdynamodb.express.MalformedSessionException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one session: RFC 8259 and nothing else. The containers that are open lie on a stack of its
 * own, so that only memory limits how deeply they nest.
 *
 * <p>Not Gson: its strict mode refuses lone surrogates, which JavaScript writes, and numbers of
 * more than 1,024 characters; its other modes accept what is not JSON.
 */
final class SessionJsonReader {

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final int CODE_UNIT_DIGITS = 4;

    private final String text;
    private final Matcher number;
    private final Deque<Open> open = new ArrayDeque<>();
    private int position;

    /**
     * A container that is being read: how to add to it (an array ignores the name), and what ends
     * it.
     */
    private record Open(BiConsumer<String, Object> content, char end) {}

    SessionJsonReader(String text) {
        this.text = text;
        number = NUMBER.matcher(text);
    }

    Map<String, Object> read() throws MalformedSessionException {
        if (atEnd()) {
            throw malformed(Reason.EMPTY);
        }
        if (!skip('{')) {
            throw malformed(Reason.NOT_AN_OBJECT);
        }
        Map<String, Object> session = new LinkedHashMap<>();
        open.push(new Open(session::put, '}'));
        while (!open.isEmpty()) {
            readNext(open.element());
        }
        if (!atEnd()) {
            throw malformed(Reason.NOT_JSON);
        }
        return session;
    }

    /**
     * Reads the end of a container or what comes next in it; a container only as far as it opens.
     */
    private void readNext(Open container) throws MalformedSessionException {
        char last = text.charAt(position - 1);
        boolean first = last == '{' || last == '[';
        if (skip(container.end)) {
            open.pop();
            return;
        }
        if (!first) {
            expect(',');
        }
        String name = container.end == '}' ? readName() : "";
        container.content.accept(name, readValue());
    }

    private String readName() throws MalformedSessionException {
        expect('"');
        String name = readString();
        expect(':');
        return name;
    }

    private Object readValue() throws MalformedSessionException {
        if (skip('{')) {
            Map<String, Object> map = new HashMap<>();
            open.push(new Open(map::put, '}'));
            return map;
        }
        if (skip('[')) {
            List<Object> list = new ArrayList<>();
            open.push(new Open((ignored, element) -> list.add(element), ']'));
            return list;
        }
        if (skip('"')) {
            return readString();
        }
        if (skip("true")) {
            return true;
        }
        if (skip("false")) {
            return false;
        }
        return skip("null") ? null : readNumber();
    }

    private Number readNumber() throws MalformedSessionException {
        if (!number.region(position, text.length()).lookingAt()) {
            throw malformed(Reason.NOT_JSON);
        }
        position = number.end();
        return JsonNumbers.parse(number.group())
                .orElseThrow(() -> malformed(Reason.NUMBER_OUT_OF_RANGE));
    }

    /** Reads a string, after its first quotation mark. */
    private String readString() throws MalformedSessionException {
        StringBuilder string = new StringBuilder();
        while (true) {
            int start = position;
            char c = next();
            while (c != '"' && c != '\\' && c >= ' ') {
                c = next();
            }
            string.append(text, start, position - 1);
            if (c == '"') {
                return string.toString();
            }
            if (c != '\\') {
                throw malformed(Reason.NOT_JSON);
            }
            string.append(readEscape());
        }
    }

    private char readEscape() throws MalformedSessionException {
        char c = next();
        int escape = ESCAPES.indexOf(c);
        if (escape >= 0) {
            return ESCAPED.charAt(escape);
        }
        if (c != 'u') {
            throw malformed(Reason.NOT_JSON);
        }
        int codeUnit = 0;
        for (int i = 0; i < CODE_UNIT_DIGITS; i++) {
            char digit = next();
            if (!HexFormat.isHexDigit(digit)) {
                throw malformed(Reason.NOT_JSON);
            }
            codeUnit = codeUnit << 4 | HexFormat.fromHexDigit(digit);
        }
        return (char) codeUnit;
    }

    private char next() throws MalformedSessionException {
        if (position == text.length()) {
            throw malformed(Reason.NOT_JSON);
        }
        return text.charAt(position++);
    }

    private void expect(char token) throws MalformedSessionException {
        if (!skip(token)) {
            throw malformed(Reason.NOT_JSON);
        }
    }

    private boolean skip(char token) {
        if (atEnd() || text.charAt(position) != token) {
            return false;
        }
        position++;
        return true;
    }

    private boolean skip(String token) {
        if (atEnd() || !text.startsWith(token, position)) {
            return false;
        }
        position += token.length();
        return true;
    }

    /** Whether there is nothing left but white space, which this skips. */
    private boolean atEnd() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position == text.length();
    }

    private MalformedSessionException malformed(Reason reason) {
        return new MalformedSessionException(reason, position);
    }
}
