package io.github.tomcatdynamodb.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A closed loop over a few connections to 127.0.0.1, each with requests of its own. */
final class LoadGenerator {

    private final int port;

    LoadGenerator(int port) {
        this.port = port;
    }

    /**
     * What came of it.
     *
     * @param requests how many were answered
     * @param perSecond how many of them in a second
     * @param p50 the median time, in microseconds
     * @param p99 the time that one in a hundred exceeds, in microseconds
     */
    record Result(int requests, double perSecond, double p50, double p99) {}

    /**
     * Sends requests for a while.
     *
     * @param requests for each connection, what it sends again and again
     * @throws IllegalStateException if one is not answered with 200
     */
    Result run(List<List<byte[]>> requests, double seconds) throws IOException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            List<Future<long[]>> connections = new ArrayList<>();
            for (List<byte[]> own : requests) {
                connections.add(threads.submit(() -> connection(own, end)));
            }
            long[] times = new long[0];
            for (Future<long[]> connection : connections) {
                long[] more = connection.get();
                int length = times.length;
                times = Arrays.copyOf(times, length + more.length);
                System.arraycopy(more, 0, times, length, more.length);
            }
            double elapsed = (System.nanoTime() - start) / 1e9;
            Arrays.sort(times);
            return new Result(
                    times.length,
                    times.length / elapsed,
                    Numbers.quantile(times, 0.5) / 1e3,
                    Numbers.quantile(times, 0.99) / 1e3);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private long[] connection(List<byte[]> requests, long end) throws IOException {
        long[] times = new long[4096];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            for (long now = System.nanoTime(); now < end; count++) {
                out.write(requests.get(count % requests.size()));
                readResponse(in);
                long done = System.nanoTime();
                if (count == times.length) {
                    times = Arrays.copyOf(times, count * 2);
                }
                times[count] = done - now;
                now = done;
            }
        }
        return Arrays.copyOf(times, count);
    }

    private static void readResponse(InputStream in) throws IOException {
        String status = line(in);
        int length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        if (!status.startsWith("HTTP/1.1 200") || length < 0) {
            throw new IllegalStateException(status);
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Returns a request without a body. */
    static byte[] request(String method, String path, String cookies) {
        return (method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nCookie: "
                        + cookies
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
