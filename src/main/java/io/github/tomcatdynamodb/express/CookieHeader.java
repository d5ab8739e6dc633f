package io.github.tomcatdynamodb.express;

import java.util.Optional;

/**
 * Cookies as an Express application finds them in the header: by the rules of the package {@code
 * cookie}, which takes more than Tomcat does (blanks, quotes and commas in a value), and of several
 * cookies of one name only the first.
 */
final class CookieHeader {

    private CookieHeader() {}

    /**
     * Returns the value of a cookie, decoded where that is possible.
     *
     * @param header the header, its bytes as characters
     * @param name the cookie's name
     */
    static Optional<String> value(String header, String name) {
        for (String pair : header.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && trim(pair.substring(0, equals)).equals(name)) {
                String value = unquoted(trim(pair.substring(equals + 1)));
                return Optional.of(PercentEncoding.decode(value).orElse(value));
            }
        }
        return Optional.empty();
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
