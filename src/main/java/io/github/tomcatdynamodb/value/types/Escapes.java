package io.github.tomcatdynamodb.value.types;

/**
 * Strings that are not Unicode: half of a surrogate pair cannot be written as UTF-8, so it is
 * spelled as a backslash, a u and four hexadecimal digits, and a backslash is doubled.
 */
public final class Escapes {

    private Escapes() {}

    /** True when every surrogate has its other half, so that UTF-8 can hold the text. */
    public static boolean isWellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < length
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (Character.isSurrogate(c)) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /**
     * The text that was escaped.
     *
     * @throws IllegalArgumentException when {@link #escape} does not write such a text
     */
    static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                i++;
            } else if (text.startsWith("\\\\", i)) {
                plain.append(c);
                i += 2;
            } else if (text.startsWith("\\u", i) && i + 6 <= text.length()) {
                plain.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
                i += 6;
            } else {
                throw new IllegalArgumentException("not such a text");
            }
        }
        return plain.toString();
    }
}
