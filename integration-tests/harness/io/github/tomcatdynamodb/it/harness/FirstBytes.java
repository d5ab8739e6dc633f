package io.github.tomcatdynamodb.it.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request whose answer is read as it comes: what a browser does that asks for a style sheet as
 * soon as the first bytes of a page are there.
 */
public final class FirstBytes implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final String head;

    private FirstBytes(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.head = readHead();
    }

    /**
     * Requests a page, and returns as soon as the head of the answer is there.
     *
     * @param url at a port of 127.0.0.1
     * @param cookies the value of the {@code Cookie} header; empty for none
     */
    public static FirstBytes get(String url, String cookies) {
        URI uri = URI.create(url);
        String request =
                "GET %s?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s\r\n"
                        .formatted(
                                uri.getRawPath(),
                                uri.getRawQuery(),
                                cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n");
        try {
            Socket socket = new Socket(Ports.loopback(), uri.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new FirstBytes(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(url, e);
        }
    }

    private String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection has ended after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** The status that the answer began with. */
    public int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** The values of the {@code Set-Cookie} headers. */
    public List<String> cookies() {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("set-cookie:"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .toList();
    }

    /** Waits for the end of the answer; returns what has come since its head. */
    public String rest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
