package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The connection to DynamoDB that belongs to one of the proxy's. */
final class Upstream implements AutoCloseable {
    /** That DynamoDB has answered with an error, after which the connection goes on. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private final int port;
    private Socket socket;
    private InputStream in;

    Upstream(int port) {
        this.port = port;
    }

    HttpMessage ask(HttpMessage request) throws IOException {
        if (socket == null) {
            socket = new Socket(Ports.loopback(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        }
        socket.getOutputStream().write(request.bytes());
        HttpMessage answer = HttpMessage.read(in);
        if (answer == null) {
            throw new IOException("DynamoDB closed the connection");
        }
        return answer;
    }

    /**
     * Asks something else in the name of the client that has sent this request.
     *
     * @throws Refused if DynamoDB answers with an error
     */
    JsonObject ask(HttpMessage client, String operation, JsonObject request) throws IOException {
        HttpMessage answer =
                ask(
                        client.with("X-Amz-Target", "DynamoDB_20120810." + operation)
                                .withBody(request.toString().getBytes(StandardCharsets.UTF_8)));
        if (answer.status() != 200) {
            throw new Refused(operation + ": " + answer.text());
        }
        return JsonParser.parseString(answer.text()).getAsJsonObject();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
