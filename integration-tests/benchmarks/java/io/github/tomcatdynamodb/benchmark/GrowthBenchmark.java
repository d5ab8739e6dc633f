package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.session.StandardSession;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * How long a load and a save take as sessions, their attributes, their number and that of their
 * users grow. Against DynamoDB Local, which takes most of the time; so the shape counts.
 */
final class GrowthBenchmark implements AutoCloseable {

    private static final String TABLE = "growth";
    private static final int KB = 1024;
    private static final int MB = 1024 * KB;

    /** An attribute of a session that grows. */
    private static final int ATTRIBUTE = 100 * KB;

    private static final int[] SIZES = {KB, 10 * KB, 100 * KB, MB, 8 * MB};
    private static final int[] ATTRIBUTES = {1, 10, 100, 1_000, 5_000};
    private static final int[] CLIENTS = {1, 4, 16, 64, 256};

    private static final int FEWEST_SESSIONS = 100;

    /** Fill the table at the same time. */
    private static final int FILLERS = 4;

    /** In a BatchWriteItem (Developer Guide, "Quotas"). */
    private static final int BATCH = 25;

    private final LocalDynamoDb dynamo = LocalDynamoDb.start(TABLE);
    private final EmbeddedStore store;
    private final Report report;
    private final double seconds;
    private final int sessions;

    /**
     * @param seconds for each figure, about
     * @param sessions in the table at last; a million take four minutes and two gigabytes
     */
    GrowthBenchmark(Report report, double seconds, int sessions)
            throws LifecycleException, IOException {
        this.report = report;
        this.seconds = seconds;
        this.sessions = sessions;
        store = new EmbeddedStore(dynamo.endpoint(), TABLE, Clients.REGION);
    }

    /** Measures and reports. */
    void run() throws IOException, InterruptedException, ExecutionException {
        report.title("As sessions grow");
        report.say(
                "Medians in milliseconds, one thread but for the last table, against DynamoDB Local in a JVM of"
                        + " its own on the same machine. A change is of a small attribute; what is large"
                        + " stands in items of its own, and a node that knows it does not read it again.");
        size();
        attributes();
        sessions();
        clients();
    }

    private static byte[] noise(int bytes, long seed) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private StandardSession save(Map<String, Object> content) throws IOException {
        StandardSession session =
                store.newSession(UUID.randomUUID().toString().replace("-", ""), content);
        store.store().save(session);
        store.forget(session);
        return session;
    }

    private void size() throws IOException {
        LineChart chart = new LineChart("Time by the size of the session", "KB", "ms");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("size of the session", "load", "change", "save that writes nothing"));
        for (int size : SIZES) {
            Map<String, Object> content = new HashMap<>();
            for (int at = 0; at < size; at += ATTRIBUTE) {
                content.put("a" + at, noise(Math.min(ATTRIBUTE, size - at), at));
            }
            StandardSession session = save(content);
            String text = size < MB ? size / KB + " KB" : size / MB + " MB";
            double load = median(() -> load(session.getIdInternal()));
            double change = median(() -> change(session));
            double nothing = median(() -> store.store().save(session));
            chart.add("load", (double) size / KB, load);
            chart.add("change of a small attribute", (double) size / KB, change);
            chart.add("save that writes nothing", (double) size / KB, nothing);
            table.add(
                    List.of(text, Numbers.text(load), Numbers.text(change), Numbers.text(nothing)));
        }
        report.table(table);
        chart.draw(Environment.target().resolve("benchmark-growth-size.svg"));
    }

    private void attributes() throws IOException {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("attributes", "load", "change", "save that writes nothing"));
        for (int number : ATTRIBUTES) {
            Map<String, Object> content = new HashMap<>();
            for (int i = 0; i < number; i++) {
                content.put("attribute" + i, i);
            }
            StandardSession session = save(content);
            table.add(
                    List.of(
                            String.format("%,d", number),
                            Numbers.text(median(() -> load(session.getIdInternal()))),
                            Numbers.text(median(() -> change(session))),
                            Numbers.text(median(() -> store.store().save(session)))));
        }
        report.table(table);
    }

    private void sessions() throws IOException, InterruptedException, ExecutionException {
        StandardSession session = save(Map.of("content", noise(KB, 1)));
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("sessions in the table", "load", "change"));
        LineChart chart =
                new LineChart("Time by the number of sessions in the table", "sessions", "ms");
        int filled = 0;
        for (int number = FEWEST_SESSIONS; filled < sessions; number *= 10) {
            int wanted = Math.min(number, sessions);
            long start = System.nanoTime();
            fill(filled, wanted);
            long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            filled = wanted;
            double load = median(() -> load(session.getIdInternal()));
            double change = median(() -> change(session));
            chart.add("load", filled, load);
            chart.add("change of a small attribute", filled, change);
            table.add(
                    List.of(
                            String.format("%,d", filled),
                            Numbers.text(load),
                            Numbers.text(change)));
            System.out.println("Sessions in the table: " + filled + ", after " + took + " s");
        }
        report.table(table);
        chart.draw(Environment.target().resolve("benchmark-growth-sessions.svg"));
    }

    private void fill(int from, int to) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(FILLERS);
        try (DynamoDbClient client = Clients.ofStore(dynamo.endpoint())) {
            List<Future<?>> batches = new ArrayList<>();
            for (int i = from; i < to; i += BATCH) {
                int start = i;
                int end = Math.min(to, i + BATCH);
                batches.add(threads.submit(() -> put(client, start, end)));
            }
            for (Future<?> batch : batches) {
                batch.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void put(DynamoDbClient client, int from, int to) {
        AttributeValue content = AttributeValue.fromS("x".repeat(KB));
        List<WriteRequest> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Map<String, AttributeValue> item =
                    Map.of(
                            "id", AttributeValue.fromS("filled" + i),
                            "sess", AttributeValue.fromM(Map.of("content", content)));
            batch.add(
                    WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(item).build())
                            .build());
        }
        client.batchWriteItem(write -> write.requestItems(Map.of(TABLE, batch)));
    }

    private void clients() throws IOException, InterruptedException, ExecutionException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CLIENTS[CLIENTS.length - 1]; i++) {
            ids.add(save(Map.of("content", noise(KB, i))).getIdInternal());
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("clients at the same time", "loads a second"));
        for (int number : CLIENTS) {
            ExecutorService threads = Executors.newFixedThreadPool(number);
            long end = System.nanoTime() + (long) (seconds * 1e9);
            List<Future<Integer>> loads = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                String id = ids.get(i);
                loads.add(
                        threads.submit(
                                () -> {
                                    int count = 0;
                                    while (System.nanoTime() < end) {
                                        load(id);
                                        count++;
                                    }
                                    return count;
                                }));
            }
            int all = 0;
            for (Future<Integer> load : loads) {
                all += load.get();
            }
            threads.shutdown();
            table.add(List.of(Integer.toString(number), Numbers.text(all / seconds)));
        }
        report.table(table);
    }

    /** What is timed. */
    private interface Step {
        void run() throws IOException;
    }

    private double median(Step step) throws IOException {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        // The first half warms up.
        for (int i = 0; i < 6 || System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            step.run();
            times.add((System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1));
        }
        return Numbers.median(times.subList(times.size() / 2, times.size()));
    }

    private void load(String id) throws IOException {
        try {
            if (store.store().load(id) == null) {
                throw new IllegalStateException("there is no session");
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void change(StandardSession session) throws IOException {
        session.setAttribute("counter", System.nanoTime());
        store.store().save(session);
    }

    @Override
    public void close() throws LifecycleException {
        store.close();
        dynamo.close();
    }
}
