package io.github.tomcatdynamodb.request;

import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * What stands in the cookies beside the session cookie, between dots: numbers and base64url. Every
 * request brings them, so they are read without regular expressions.
 */
final class CookieText {

    private static final int RADIX = 36;

    /** Of a number: enough for as long as anybody counts years in four digits. */
    private static final int MOST_DIGITS = 12;

    private CookieText() {}

    /** Returns the parts of a value. */
    static String[] parts(String value) {
        return value.split("\\.", -1);
    }

    /** Returns the text of a number that is not negative. */
    static String number(long number) {
        return Long.toString(number, RADIX);
    }

    /** Returns the number that a text says; empty when it says none. */
    static OptionalLong number(String text) {
        boolean isNumber =
                !text.isEmpty()
                        && text.length() <= MOST_DIGITS
                        && isMadeOf(text, CookieText::isDigit);
        return isNumber ? OptionalLong.of(Long.parseLong(text, RADIX)) : OptionalLong.empty();
    }

    /** Returns whether a text has a length and is made of the characters of base64url. */
    static boolean isBase64(String text, int length) {
        return text.length() == length && isMadeOf(text, CookieText::isBase64);
    }

    private static boolean isMadeOf(String text, IntPredicate character) {
        for (int i = 0; i < text.length(); i++) {
            if (!character.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Of the radix. */
    private static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    }

    private static boolean isBase64(int c) {
        return isDigit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }
}
