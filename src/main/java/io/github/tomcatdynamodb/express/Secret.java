package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A secret as an administrator writes it: the bytes themselves, white space included, or what a
 * prefix says, for those that cannot be written so.
 */
final class Secret {

    private static final String BASE64 = "base64:";
    private static final String HEX = "hex:";

    /** For a secret that begins as one of the prefixes does. */
    private static final String TEXT = "text:";

    /** Each byte as a character. */
    private final String written;

    Secret(byte[] written) {
        this.written = new String(written, ISO_8859_1);
    }

    /** Whether there is nothing, or nothing but white space: a comma or a line too many. */
    boolean isBlank() {
        return written.isBlank();
    }

    /** Whether Tomcat has left a {@code ${name}} as it was: a secret that anybody could guess. */
    boolean isUnreplaced() {
        return written.startsWith("${") || written.startsWith(TEXT + "${");
    }

    /** Whether white space at an end counts that may have got there by mistake. */
    boolean isSuspicious() {
        return !written.strip().equals(written);
    }

    /** Returns the bytes, at least one; empty if they cannot be told from what is written. */
    Optional<byte[]> bytes() {
        try {
            byte[] bytes;
            if (written.startsWith(BASE64)) {
                bytes = Base64.getDecoder().decode(written.substring(BASE64.length()));
            } else if (written.startsWith(HEX)) {
                bytes = HexFormat.of().parseHex(written.substring(HEX.length()));
            } else if (written.startsWith(TEXT)) {
                bytes = written.substring(TEXT.length()).getBytes(ISO_8859_1);
            } else {
                bytes = written.getBytes(ISO_8859_1);
            }
            return Optional.of(bytes).filter(found -> found.length > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
