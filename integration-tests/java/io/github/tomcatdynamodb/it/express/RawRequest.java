package io.github.tomcatdynamodb.it.express;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** A request with any bytes in its header, which no HTTP client sends. */
final class RawRequest {

    private RawRequest() {}

    /** An answer: its status, and what it says, if that is JSON. */
    record Answer(int status, JsonObject json) {}

    /** Requests a page with a Cookie header, each character of which is a byte. */
    static Answer get(URI url, String cookieHeader) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(60_000);
            String request =
                    "GET "
                            + url.getRawPath()
                            + "?"
                            + url.getRawQuery()
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: "
                            + cookieHeader
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            int status = Integer.parseInt(answer.substring(9, 12));
            int json = answer.indexOf('{', answer.indexOf("\r\n\r\n"));
            return new Answer(
                    status,
                    status == 200
                            ? JsonParser.parseString(
                                            new String(
                                                    answer.substring(
                                                                    json,
                                                                    answer.lastIndexOf('}') + 1)
                                                            .getBytes(ISO_8859_1),
                                                    java.nio.charset.StandardCharsets.UTF_8))
                                    .getAsJsonObject()
                            : new JsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(url.toString(), e);
        }
    }
}
