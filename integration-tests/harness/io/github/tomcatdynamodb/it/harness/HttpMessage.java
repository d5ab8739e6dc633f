package io.github.tomcatdynamodb.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One HTTP/1.1 request or response, read whole: what the proxy passes on. */
record HttpMessage(String startLine, List<String> headers, byte[] body) {

    /** Reads the next message of a connection; null when the peer has closed it. */
    static HttpMessage read(InputStream in) throws IOException {
        String startLine = line(in);
        if (startLine == null) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        int length = 0;
        boolean chunked = false;
        while (true) {
            String header = line(in);
            if (header == null) {
                throw new EOFException("inside the headers");
            }
            if (header.isEmpty()) {
                break;
            }
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).trim());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (!lower.startsWith("connection:")) {
                headers.add(header);
            }
        }
        return new HttpMessage(startLine, headers, chunked ? chunks(in) : exactly(in, length));
    }

    /** The message as it goes over the wire, with the length of its body. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder(512).append(startLine).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[first.length + body.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    /** The value of a header, or null. */
    String header(String name) {
        for (String header : headers) {
            if (header.length() > name.length()
                    && header.charAt(name.length()) == ':'
                    && header.regionMatches(true, 0, name, 0, name.length())) {
                return header.substring(name.length() + 1).trim();
            }
        }
        return null;
    }

    /** The same message with one header set, or replaced. */
    HttpMessage with(String name, String value) {
        List<String> changed = new ArrayList<>(without(name).headers);
        changed.add(name + ": " + value);
        return new HttpMessage(startLine, changed, body);
    }

    /** The same message without a header. */
    HttpMessage without(String name) {
        String start = name + ":";
        return new HttpMessage(
                startLine,
                headers.stream()
                        .filter(header -> !header.regionMatches(true, 0, start, 0, start.length()))
                        .toList(),
                body);
    }

    /** The same message with another body. */
    HttpMessage withBody(byte[] other) {
        return new HttpMessage(startLine, headers, other);
    }

    /** The status of a response. */
    int status() {
        return Integer.parseInt(startLine.split(" ", 3)[1]);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        int next;
        while ((next = in.read()) != '\n') {
            if (next < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new EOFException("inside a line");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            if (size == null) {
                throw new EOFException("inside the chunks");
            }
            int length = Integer.parseInt(size.split(";", 2)[0].trim(), 16);
            if (length == 0) {
                break;
            }
            body.writeBytes(exactly(in, length));
            line(in);
        }
        for (String trailer = line(in); trailer != null && !trailer.isEmpty(); ) {
            trailer = line(in);
        }
        return body.toByteArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("inside the body");
        }
        return bytes;
    }
}
