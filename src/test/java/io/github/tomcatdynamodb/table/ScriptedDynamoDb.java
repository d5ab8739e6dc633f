package io.github.tomcatdynamodb.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what it is told to, where DynamoDB Local never would. */
final class ScriptedDynamoDb implements AutoCloseable {

    /** An answer, to one operation or to any ({@code *}); the last one is repeated. */
    record Answer(String operation, int status, String contentType, String body) {}

    private final HttpServer server;
    private final List<String> operations = new CopyOnWriteArrayList<>();
    private final List<Answer> answers;

    ScriptedDynamoDb(Answer... answers) throws IOException {
        this.answers = new CopyOnWriteArrayList<>(answers);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
                    String operation = target.substring(target.indexOf('.') + 1);
                    operations.add(operation);
                    Answer answer = next(operation);
                    byte[] body = answer.body().getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
                    exchange.sendResponseHeaders(answer.status(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    static Answer json(String operation, int status, String body) {
        return new Answer(operation, status, "application/x-amz-json-1.0", body);
    }

    private synchronized Answer next(String operation) {
        List<Answer> fitting =
                answers.stream()
                        .filter(
                                answer ->
                                        answer.operation().equals("*")
                                                || answer.operation().equals(operation))
                        .toList();
        if (fitting.isEmpty()) {
            return json(operation, 400, "{\"__type\":\"x#ValidationException\"}");
        }
        if (fitting.size() > 1) {
            answers.remove(fitting.get(0));
        }
        return fitting.get(0);
    }

    /** What was asked for. */
    List<String> operations() {
        return List.copyOf(operations);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
