package io.github.tomcatdynamodb.it.express;

import java.util.Random;

/** Texts as they may stand in a session's record, well-formed or nearly so; the same each time. */
final class RandomJson {

    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "-1",
        "0.1",
        "1.0",
        "-0.0",
        "0e5",
        "1e21",
        "1E+2",
        "1e-7",
        "123456789012345678",
        "9007199254740991",
        "9007199254740993",
        "-9223372036854775808",
        "9223372036854775807",
        "18446744073709551616",
        "100000000000000000000",
        "1e400",
        "-1e400",
        "1e-400",
        "5e-324",
        "2.5e-324",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "0.30000000000000004",
        "1e99999999999",
        "-1e-99999999999",
        "1e10001",
        "4.35",
        "2.2250738585072011e-308",
        "0.1000000000000000055511151231257827"
    };

    private static final String[] NAMES = {
        "",
        "cookie",
        "user",
        "__proto__",
        "constructor",
        "toString",
        "a.b",
        "0",
        "10",
        "length",
        "\\ud800",
        "\\udc00x",
        "\\ud83d\\ude00",
        "\ud83d\ude00",
        "\\u0000",
        "\u00e9",
        "$",
        "#",
        "id",
        "a"
    };

    private static final String[] STRINGS = {
        "",
        "x",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b\\f\\n\\r\\t",
        "\\u00e9",
        "\\uD83D\\uDE00",
        "\\ud83d",
        "\\udc00",
        "\u2028",
        "\u007f",
        "2026-11-18T12:00:00.000Z",
        "{}[],:",
        " "
    };

    private static final String[] BLANKS = {"", "", "", "", " ", "\n", "\r\n\t "};

    private static final String DAMAGE = "{}[]\",:\\ue-+.0x\0 \u00a0\ufeff";

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    /** Returns the next text: of three, one is damaged. */
    String next() {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(500) == 0) {
            deep(text, 40 + random.nextInt(2_000));
        } else {
            object(text, 4);
        }
        if (random.nextInt(3) == 0) {
            for (int times = random.nextInt(3); times >= 0; times--) {
                damage(text);
            }
        }
        return text.toString();
    }

    private void deep(StringBuilder text, int depth) {
        text.append("{\"deep\":").append("[".repeat(depth)).append("{\"\":1}");
        text.append("]".repeat(depth)).append('}');
    }

    private void damage(StringBuilder text) {
        int at = random.nextInt(text.length());
        char c = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at).append(' ');
            case 1 -> text.setCharAt(at, c);
            case 2 -> text.insert(at, c);
            default -> text.setLength(Math.max(1, at));
        }
    }

    private void object(StringBuilder text, int depth) {
        text.append('{').append(any(BLANKS));
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append('"').append(random.nextInt(4) == 0 ? randomText() : any(NAMES)).append('"');
            text.append(any(BLANKS)).append(':');
            value(text, depth);
            text.append(i > 1 ? "," : "").append(any(BLANKS));
        }
        text.append('}').append(any(BLANKS));
    }

    private void value(StringBuilder text, int depth) {
        text.append(any(BLANKS));
        switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> text.append("null");
            case 1 -> text.append(random.nextBoolean());
            case 2 -> text.append('"').append(any(STRINGS)).append('"');
            case 3 -> text.append('"').append(randomText()).append('"');
            case 4 -> text.append(any(NUMBERS));
            case 5, 6 -> text.append(randomNumber());
            case 7 -> array(text, depth - 1);
            default -> object(text, depth - 1);
        }
        text.append(any(BLANKS));
    }

    private void array(StringBuilder text, int depth) {
        text.append('[').append(any(BLANKS));
        for (int i = random.nextInt(4); i > 0; i--) {
            value(text, depth);
            text.append(i > 1 ? "," : "");
        }
        text.append(']');
    }

    private String randomNumber() {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 2 -> {
                double number = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(number) ? Double.toString(number) : "1";
            }
            case 3 -> digits(1 + random.nextInt(40)) + "." + digits(1 + random.nextInt(40));
            default -> digits(1 + random.nextInt(25)) + "e" + (random.nextInt(700) - 350);
        };
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder().append((char) ('1' + random.nextInt(9)));
        while (digits.length() < count) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** Any characters that need no escape, lone surrogates among them. */
    private String randomText() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            char c = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
            text.append(c < ' ' || c == '"' || c == '\\' ? '_' : c);
        }
        return text.toString();
    }

    private String any(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
