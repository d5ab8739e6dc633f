package io.github.tomcatdynamodb.table;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** An HTTP proxy that connects to nothing, and tells the first host that it was asked for. */
final class ProxyStandIn implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> asked = CompletableFuture.supplyAsync(this::refuse);

    ProxyStandIn() throws IOException {}

    private String refuse() {
        try (Socket client = server.accept()) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            String line = request.readLine();
            while (!request.readLine().isEmpty()) {
                continue;
            }
            client.getOutputStream()
                    .write(
                            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(US_ASCII));
            return line;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Returns the host and port that were to be connected to. */
    String asked() {
        return asked.join().replaceAll("CONNECT (.+) HTTP/1.1", "$1");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
