package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/** JavaScript's {@code encodeURIComponent} and its inverse. */
final class PercentEncoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED_MARKS = "-_.!~*'()";

    private PercentEncoding() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || UNRESERVED_MARKS.indexOf(b) >= 0;
    }

    /** The text; empty if its escapes are incomplete or not UTF-8. */
    static Optional<String> decode(String encoded) {
        StringBuilder text = new StringBuilder(encoded.length());
        ByteArrayOutputStream escaped = new ByteArrayOutputStream();
        try {
            for (int i = 0; i < encoded.length(); i++) {
                char c = encoded.charAt(i);
                if (c == '%') {
                    escaped.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                    i += 2;
                } else {
                    text.append(decode(escaped)).append(c);
                }
            }
            return Optional.of(text.append(decode(escaped)).toString());
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static CharSequence decode(ByteArrayOutputStream escaped)
            throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.wrap(escaped.toByteArray());
        escaped.reset();
        return UTF_8.newDecoder().decode(bytes);
    }
}
