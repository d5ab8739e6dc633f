package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the store and DynamoDB: records every call, does to it what the rules say, and
 * answers reads as replicas do that lag behind.
 *
 * <p>A thread for each connection, and one connection to DynamoDB for each that it serves. Rules
 * may be set and cleared at any time; the first that matches a call wins.
 */
public final class DynamoDbProxy implements AutoCloseable {
    private static final Fault NONE = null;

    /** A third of the reads, as if each of three replicas were asked as often. */
    private static final double SHARE = 1.0 / 3;

    private final int port;
    private final int target;
    private final LoopbackServer server;
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final CallLog log = new CallLog();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Replicas replicas;
    private volatile Clock date = Clock.systemUTC();

    private DynamoDbProxy(int port, int target) {
        this.port = port;
        this.target = target;
        server = new LoopbackServer(port, this::serve);
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
        return log.calls();
    }

    /** How many calls of this operation; goes on counting with recording off. */
    public long count(String operation) {
        return log.count(operation);
    }

    /** The operations that were called since the start or the last {@link #reset}. */
    public Set<String> operations() {
        return log.operations();
    }

    /** How many calls have arrived and are not answered or dropped yet. */
    public int underWay() {
        return underWay.get();
    }

    /** Forgets the calls seen so far, and the counts. */
    public void reset() {
        log.reset();
    }

    /** Whether calls are kept (the default) or only counted, as a long run wants it. */
    public void record(boolean on) {
        log.record(on);
    }

    // ---- Replicas

    /**
     * From now on a third of the eventually consistent {@code GetItem}s see the item as it was up
     * to this long ago. Strong reads and all writes go to the truth. Only what is written through
     * this proxy is known to have been different. Stays over {@link #heal}.
     */
    public void lag(Duration lag) {
        lag(lag, SHARE, System.nanoTime());
    }

    /**
     * The same with another share of the reads, from 0 to 1, and with a seed, so that the same
     * order of reads has the same ages; a lag of zero is none.
     */
    public void lag(Duration lag, double share, long seed) {
        replicas =
                lag.isZero()
                        ? null
                        : new Replicas(new ReplicaLag(lag, share, seed, System::nanoTime));
    }

    /** From now on every read sees the truth, which is how it begins. */
    public void lagOff() {
        replicas = null;
    }

    /** How many reads did not see the truth since the lag was set. */
    public long staleReads() {
        Replicas current = replicas;
        return current == null ? 0 : current.staleReads();
    }

    // ---- The time

    /**
     * How far the {@code Date} of every answer is from the true time, whatever the clocks of the
     * nodes say: zero, unless a test sets it.
     */
    public void dateShift(Duration shift) {
        date(Clock.offset(Clock.systemUTC(), shift));
    }

    /** Has the {@code Date} of every answer tell the time of a test. */
    public void date(Clock clock) {
        date = clock;
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
        server.cutHanging();
        accept();
    }

    /** Refuses connections from now on, and cuts those that stand. */
    public void refuse() {
        server.refuse();
    }

    /** Accepts connections again, on the same port. */
    public void accept() {
        server.accept();
    }

    /** Resets every connection that stands. */
    public void cut() {
        server.cut();
    }

    /** From now on a table may be scanned, because its administrator has asked for it. */
    public void admitScans(String table) {
        log.admitScans(table);
    }

    /**
     * Stops, wherever it is used as the proof that nobody has scanned.
     *
     * @throws AssertionError if there was a Scan or a Query of any other table, ever
     */
    @Override
    public void close() {
        server.close();
        if (log.scans() > 0) {
            throw new AssertionError("somebody has scanned or queried, times: " + log.scans());
        }
    }

    // ---- Calls

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
            LoopbackServer.reset(client);
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
                answer = ask(message, operation, request, upstream);
            } catch (IOException e) {
                log.add(new ApiCall(at, operation, request, 0, new JsonObject(), fault));
                throw e;
            }
        } else {
            answer = MadeUp.answer(fault);
        }
        log.add(
                new ApiCall(
                        at,
                        operation,
                        request,
                        answer == null ? 0 : answer.status(),
                        answer == null ? new JsonObject() : json(answer.text()),
                        fault));
        return deliver(answer, fault, client, out);
    }

    private HttpMessage ask(
            HttpMessage message, String operation, JsonObject request, Upstream upstream)
            throws IOException {
        Replicas current = replicas;
        return current == null
                ? upstream.ask(message)
                : current.ask(message, operation, request, upstream);
    }

    // ---- Answers

    private boolean deliver(HttpMessage answer, Fault fault, Socket client, OutputStream out)
            throws IOException {
        if (fault instanceof Fault.ResetBefore) {
            LoopbackServer.reset(client);
            return false;
        }
        if (fault instanceof Fault.ResetMidResponse) {
            byte[] bytes = answer.bytes();
            out.write(bytes, 0, bytes.length - (answer.body().length + 1) / 2);
            out.flush();
            LoopbackServer.reset(client);
            return false;
        }
        if (fault instanceof Fault.LostResponse) {
            return false;
        }
        if (fault instanceof Fault.Hang || fault instanceof Fault.HangAfter) {
            server.hang(client);
            return false;
        }
        if (fault instanceof Fault.Garbage) {
            out.write(
                    "\u0001\u0002 no HTTP at all \u0000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return false;
        }
        out.write(answer.with("Date", date()).bytes());
        return true;
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(date.instant().atOffset(ZoneOffset.UTC));
    }

    private static boolean isAfterwards(Fault fault) {
        return fault instanceof Fault.ResetMidResponse
                || fault instanceof Fault.LostResponse
                || fault instanceof Fault.HangAfter;
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
}
