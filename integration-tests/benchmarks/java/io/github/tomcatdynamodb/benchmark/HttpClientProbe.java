package io.github.tomcatdynamodb.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One HTTP client under the SDK, in a JVM of its own: GetItem and PutItem of a 2 KB item in turns.
 * Prints one line of figures.
 */
final class HttpClientProbe {

    private static final int MAX_CONNECTIONS = 200;

    private final DynamoDbClient client;
    private final int threads;

    private HttpClientProbe(DynamoDbClient client, int threads) {
        this.client = client;
        this.threads = threads;
    }

    /** The latencies of one thread in nanoseconds. */
    private static final class Times {
        private long[] gets = new long[8192];
        private long[] puts = new long[8192];
        private int count;

        void add(long get, long put) {
            if (count == gets.length) {
                gets = Arrays.copyOf(gets, count * 2);
                puts = Arrays.copyOf(puts, count * 2);
            }
            gets[count] = get;
            puts[count] = put;
            count++;
        }
    }

    /**
     * @param args the HTTP client, the endpoint, the number of threads, the seconds to warm up and
     *     to measure
     */
    public static void main(String[] args)
            throws IOException, InterruptedException, ExecutionException {
        Clients.Http kind = Clients.Http.valueOf(args[0]);
        int threads = Integer.parseInt(args[2]);
        int threadsBefore = Thread.activeCount();
        long start = System.nanoTime();
        try (SdkHttpClient http = kind.open(MAX_CONNECTIONS);
                DynamoDbClient client = Clients.over(http, URI.create(args[1]))) {
            HttpClientProbe probe = new HttpClientProbe(client, threads);
            probe.turn(item("first"), new Times());
            double firstMillis = (System.nanoTime() - start) / 1e6;
            probe.run(Double.parseDouble(args[3]));
            double cpuBefore = cpuMicros();
            long from = System.nanoTime();
            Times[] times = probe.run(Double.parseDouble(args[4]));
            double elapsed = (System.nanoTime() - from) / 1e9;
            int calls = 2 * Arrays.stream(times).mapToInt(each -> each.count).sum();
            double cpu = (cpuMicros() - cpuBefore) / calls;
            long[] gets = sorted(times, true);
            long[] puts = sorted(times, false);
            System.out.println(
                    "FIGURES "
                            + Numbers.quantile(gets, 0.5) / 1e3
                            + ' '
                            + Numbers.quantile(gets, 0.99) / 1e3
                            + ' '
                            + Numbers.quantile(puts, 0.5) / 1e3
                            + ' '
                            + Numbers.quantile(puts, 0.99) / 1e3
                            + ' '
                            + calls / elapsed
                            + ' '
                            + cpu
                            + ' '
                            + (osThreads() - threadsBefore)
                            + ' '
                            + ProcessFigures.residentMegabytes()
                            + ' '
                            + firstMillis);
        }
    }

    private static double cpuMicros() throws IOException {
        return ProcessFigures.cpuMicros(ProcessHandle.current().pid());
    }

    private static int osThreads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private Times[] run(double seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<Times>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Map<String, AttributeValue> item = item("thread-" + i);
            running.add(
                    executor.submit(
                            () -> {
                                Times times = new Times();
                                while (System.nanoTime() < end) {
                                    turn(item, times);
                                }
                                return times;
                            }));
        }
        Times[] times = new Times[threads];
        for (int i = 0; i < threads; i++) {
            times[i] = running.get(i).get();
        }
        executor.shutdown();
        return times;
    }

    private void turn(Map<String, AttributeValue> item, Times times) {
        Map<String, AttributeValue> key = Map.of("id", item.get("id"));
        long start = System.nanoTime();
        client.putItem(put -> put.tableName(StoreBenchmark.TABLE).item(item));
        long between = System.nanoTime();
        client.getItem(get -> get.tableName(StoreBenchmark.TABLE).key(key));
        times.add(System.nanoTime() - between, between - start);
    }

    private static long[] sorted(Times[] times, boolean gets) {
        return Arrays.stream(times)
                .flatMapToLong(each -> Arrays.stream(gets ? each.gets : each.puts, 0, each.count))
                .sorted()
                .toArray();
    }

    /** About 2 KB, of the shape of a session's record. */
    private static Map<String, AttributeValue> item(String id) {
        Map<String, AttributeValue> session = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            session.put("attribute" + i, AttributeValue.fromS("v".repeat(60)));
            session.put("number" + i, AttributeValue.fromN(Integer.toString(i * 1000)));
        }
        return Map.of("id", AttributeValue.fromS(id), "sess", AttributeValue.fromM(session));
    }
}
