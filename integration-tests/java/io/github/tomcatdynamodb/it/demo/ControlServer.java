package io.github.tomcatdynamodb.it.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the demo's pages ask of the process that has started their nodes: what it knows, and to stop
 * and start nodes. On loopback only, and only for who knows the token.
 *
 * <pre>
 * GET  /state?session=HASH         everything a page shows, as a properties file
 * POST /node?name=A&amp;do=stop|kill|start
 * POST /express                    writes a session as connect-dynamodb does; answers its id
 * </pre>
 */
final class ControlServer implements AutoCloseable {
    private final Demo demo;
    private final HttpServer server;
    private final String token = UUID.randomUUID().toString();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "demo-control");
                        thread.setDaemon(true);
                        return thread;
                    });

    ControlServer(Demo demo) {
        this.demo = demo;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Ports.free()),
                            0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    String token() {
        return token;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            String answer;
            if (!token.equals(exchange.getRequestHeaders().getFirst("X-Demo-Token"))) {
                status = 403;
                answer = "for the demo's pages only";
            } else {
                try {
                    answer = answer(exchange);
                } catch (IllegalArgumentException e) {
                    status = 400;
                    answer = e.getMessage();
                } catch (RuntimeException | AssertionError e) {
                    status = 500;
                    answer = e.toString();
                }
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String answer(HttpExchange exchange) {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Map<String, String> query = parameters(exchange.getRequestURI().getQuery());
        return switch (call) {
            case "GET /state" -> new State(demo, query.getOrDefault("session", "")).text();
            case "POST /node" -> control(query.get("name"), query.get("do"));
            case "POST /express" -> {
                ExpressRecord record = new ExpressRecord();
                record.write(demo.dynamo());
                yield record.sessionId();
            }
            default -> throw new IllegalArgumentException("unknown: " + call);
        };
    }

    private static Map<String, String> parameters(String query) {
        return query == null
                ? Map.of()
                : Stream.of(query.split("&"))
                        .map(parameter -> parameter.split("=", 2))
                        .filter(parts -> parts.length == 2)
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private synchronized String control(String name, String action) {
        TomcatNode node = demo.nodes().get(name);
        if (node == null || action == null) {
            throw new IllegalArgumentException("no such node");
        }
        long running = demo.nodes().values().stream().filter(TomcatNode::isRunning).count();
        switch (action) {
            case "start" -> node.start();
            case "stop", "kill" -> {
                if (running < 2) {
                    throw new IllegalArgumentException("the last node stays");
                }
                if (action.equals("stop")) {
                    node.stop();
                } else {
                    node.kill();
                }
            }
            default -> throw new IllegalArgumentException("unknown: " + action);
        }
        return "done";
    }
}
