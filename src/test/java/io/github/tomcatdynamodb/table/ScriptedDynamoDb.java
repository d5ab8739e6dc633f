package io.github.tomcatdynamodb.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers what it is told to, where DynamoDB Local never would. Its {@code Date} is the time. */
final class ScriptedDynamoDb implements AutoCloseable {

    private static final String JSON = "application/x-amz-json-1.0";

    /** An answer, to one operation or to any ({@code *}); the last one is repeated. */
    record Answer(String operation, int status, String contentType, String body) {}

    /**
     * What was asked for.
     *
     * @param operation the operation
     * @param body the JSON
     * @param authorization who has signed it
     * @param port the client's: one for each connection
     */
    record Request(String operation, String body, String authorization, int port) {}

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Answer> answers;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Integer> dead = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);

    ScriptedDynamoDb(Answer... answers) throws IOException {
        this.answers = new CopyOnWriteArrayList<>(answers);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
                    String operation = target.substring(target.indexOf('.') + 1);
                    requests.add(
                            new Request(
                                    operation,
                                    request,
                                    exchange.getRequestHeaders().getFirst("Authorization"),
                                    exchange.getRemoteAddress().getPort()));
                    if (dead.contains(exchange.getRemoteAddress().getPort())) {
                        exchange.getRequestBody().close();
                        awaitTheEnd();
                        return;
                    }
                    Answer answer = next(operation);
                    byte[] body = answer.body().getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
                    if (answer.contentType().equals(JSON)) {
                        exchange.getResponseHeaders().set("x-amzn-RequestId", "scripted");
                    }
                    exchange.sendResponseHeaders(answer.status(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.setExecutor(threads);
        server.start();
    }

    static Answer json(String operation, int status, String body) {
        return new Answer(operation, status, JSON, body);
    }

    static Answer error(String operation, String code) {
        return json(
                operation, 400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}");
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
            return error(operation, "ValidationException");
        }
        if (fitting.size() > 1) {
            answers.remove(fitting.get(0));
        }
        return fitting.get(0);
    }

    /** Answers nothing any more on the connections that there are; new ones are fine. */
    void forgetConnections() {
        requests.forEach(request -> dead.add(request.port()));
    }

    private void awaitTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was asked for. */
    List<String> operations() {
        return requests.stream().map(Request::operation).toList();
    }

    /** How many connections there have been. */
    long connections() {
        return requests.stream().map(Request::port).distinct().count();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
