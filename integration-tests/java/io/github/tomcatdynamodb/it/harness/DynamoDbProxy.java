package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands between the store and DynamoDB: records every call, and does to it what the rules say.
 *
 * <p>A thread for each connection, and one connection to DynamoDB for each that it serves. Rules
 * may be set and cleared at any time; the first that matches a call wins.
 */
public final class DynamoDbProxy implements AutoCloseable {
    private static final Fault NONE = null;

    private final int port;
    private final int target;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "dynamodb-proxy");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<Socket> hanging = ConcurrentHashMap.newKeySet();
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final List<ApiCall> calls = new ArrayList<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder scans = new LongAdder();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean recording = true;
    private ServerSocket listener;
    private CompletableFuture<Void> accepting;

    private DynamoDbProxy(int port, int target) {
        this.port = port;
        this.target = target;
    }

    /** Starts on a free port of 127.0.0.1, in front of this DynamoDB. */
    public static DynamoDbProxy start(EmbeddedDynamoDb dynamo) {
        return start(dynamo.port());
    }

    /** Starts on a free port of 127.0.0.1, in front of what listens on that one. */
    public static DynamoDbProxy start(int target) {
        DynamoDbProxy proxy = new DynamoDbProxy(Ports.free(), target);
        proxy.accept();
        return proxy;
    }

    /** What the store is given as its endpoint. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    // ---- What was seen

    /** Every call since the start or the last {@link #reset}. */
    public ApiCalls calls() {
        synchronized (calls) {
            return new ApiCalls(calls);
        }
    }

    /** How many calls of this operation; goes on counting with recording off. */
    public long count(String operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** The operations that were called since the start or the last {@link #reset}. */
    public Set<String> operations() {
        return Set.copyOf(counts.keySet());
    }

    /** How many calls have arrived and are not answered or dropped yet. */
    public int underWay() {
        return underWay.get();
    }

    /** Forgets the calls seen so far, and the counts. */
    public void reset() {
        synchronized (calls) {
            calls.clear();
            counts.clear();
        }
    }

    /** Whether calls are kept (the default) or only counted, as a long run wants it. */
    public void record(boolean on) {
        recording = on;
    }

    // ---- What goes wrong

    /** Adds a rule; it is asked after those that are there. */
    public FaultRule inject(FaultRule rule) {
        rules.add(rule);
        return rule;
    }

    /** Takes a rule away. */
    public void remove(FaultRule rule) {
        rules.remove(rule);
    }

    /** All is well again: no rule, connections accepted, those that hang are cut. */
    public void heal() {
        rules.clear();
        hanging.forEach(DynamoDbProxy::reset);
        accept();
    }

    /**
     * Refuses connections from now on, and cuts those that stand. The port is free at the end: the
     * system keeps it for as long as a thread is in its call to accept a connection.
     */
    public synchronized void refuse() {
        if (listener != null) {
            close(listener);
            listener = null;
            accepting.join();
        }
        cut();
    }

    /** Accepts connections again, on the same port. */
    public synchronized void accept() {
        if (listener != null) {
            return;
        }
        try {
            ServerSocket fresh = Ports.listen(port);
            listener = fresh;
            accepting = CompletableFuture.runAsync(() -> acceptFrom(fresh), threads);
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " was taken meanwhile", e);
        }
    }

    /** Resets every connection that stands. */
    public void cut() {
        connections.forEach(DynamoDbProxy::reset);
    }

    /**
     * Stops, wherever it is used as the proof that nobody has scanned.
     *
     * @throws AssertionError if there was a Scan or a Query, ever
     */
    @Override
    public void close() {
        refuse();
        threads.shutdownNow();
        if (scans.sum() > 0) {
            throw new AssertionError("somebody has scanned or queried, times: " + scans);
        }
    }

    // ---- Connections

    private void acceptFrom(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                connections.add(client);
                if (from.isClosed()) {
                    reset(client);
                }
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Upstream upstream = new Upstream(target)) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 14);
            OutputStream out = client.getOutputStream();
            HttpMessage request;
            while ((request = HttpMessage.read(in)) != null) {
                underWay.incrementAndGet();
                try {
                    if (!serve(request, upstream, client, out)) {
                        return;
                    }
                } finally {
                    underWay.decrementAndGet();
                }
            }
        } catch (IOException brokenByEitherSide) {
            reset(client);
        } finally {
            connections.remove(client);
        }
    }

    /** Whether the connection goes on. */
    private boolean serve(HttpMessage message, Upstream upstream, Socket client, OutputStream out)
            throws IOException {
        Instant at = Instant.now();
        String api = message.header("X-Amz-Target");
        String operation = api == null ? message.startLine() : api.substring(api.indexOf('.') + 1);
        JsonObject request = json(message.text());
        Fault fault = faultFor(operation, request);
        if (fault instanceof Fault.Delay delay) {
            pause(delay);
        }
        HttpMessage answer;
        if (fault == NONE || fault instanceof Fault.Delay || isAfterwards(fault)) {
            try {
                answer = upstream.ask(message);
            } catch (IOException e) {
                saw(new ApiCall(at, operation, request, 0, new JsonObject(), fault));
                throw e;
            }
        } else {
            answer = madeUp(fault);
        }
        saw(
                new ApiCall(
                        at,
                        operation,
                        request,
                        answer == null ? 0 : answer.status(),
                        answer == null ? new JsonObject() : json(answer.text()),
                        fault));
        return deliver(answer, fault, client, out);
    }

    private boolean deliver(HttpMessage answer, Fault fault, Socket client, OutputStream out)
            throws IOException {
        if (fault instanceof Fault.ResetBefore) {
            reset(client);
            return false;
        }
        if (fault instanceof Fault.ResetMidResponse) {
            byte[] bytes = answer.bytes();
            out.write(bytes, 0, bytes.length - (answer.body().length + 1) / 2);
            out.flush();
            reset(client);
            return false;
        }
        if (fault instanceof Fault.LostResponse) {
            return false;
        }
        if (fault instanceof Fault.Hang || fault instanceof Fault.HangAfter) {
            hang(client);
            return false;
        }
        if (fault instanceof Fault.Garbage) {
            out.write(
                    "\u0001\u0002 no HTTP at all \u0000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return false;
        }
        out.write(answer.bytes());
        return true;
    }

    private static boolean isAfterwards(Fault fault) {
        return fault instanceof Fault.ResetMidResponse
                || fault instanceof Fault.LostResponse
                || fault instanceof Fault.HangAfter;
    }

    private static HttpMessage madeUp(Fault fault) {
        if (fault instanceof Fault.Error error) {
            JsonObject body = new JsonObject();
            body.addProperty("__type", "com.amazonaws.dynamodb.v20120810#" + error.type());
            body.addProperty("message", error.message());
            return response(error.status(), body.toString());
        }
        if (fault instanceof Fault.GarbageBody) {
            return response(200, "<html>{\"Item\": no JSON");
        }
        return null;
    }

    private static HttpMessage response(int status, String body) {
        return new HttpMessage(
                "HTTP/1.1 " + status + " Injected",
                List.of("Content-Type: application/x-amz-json-1.0", "x-amzn-RequestId: injected"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private Fault faultFor(String operation, JsonObject request) {
        for (FaultRule rule : rules) {
            Fault fault = rule.forCall(operation, request);
            if (fault != NONE) {
                return fault;
            }
        }
        return NONE;
    }

    private void saw(ApiCall call) {
        if (call.operation().equals("Scan") || call.operation().equals("Query")) {
            scans.increment();
        }
        synchronized (calls) {
            if (recording) {
                calls.add(call);
            }
            counts.computeIfAbsent(call.operation(), operation -> new LongAdder()).increment();
        }
    }

    /** Until the client has given up or all is well again. */
    private void hang(Socket client) throws IOException {
        hanging.add(client);
        try {
            while (client.getInputStream().read() >= 0) {
                continue;
            }
        } finally {
            hanging.remove(client);
        }
    }

    private static void pause(Fault.Delay delay) {
        try {
            Thread.sleep(delay.time().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonObject json(String text) {
        try {
            return text.isEmpty()
                    ? new JsonObject()
                    : JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            return new JsonObject();
        }
    }

    /** Closes with a TCP reset instead of an orderly end. */
    private static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException alreadyGone) {
            return;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException alreadyGone) {
            return;
        }
    }

    /** The connection to DynamoDB that belongs to one of ours. */
    private static final class Upstream implements AutoCloseable {
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

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
            }
        }
    }
}
