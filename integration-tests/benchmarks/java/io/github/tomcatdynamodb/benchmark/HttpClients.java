package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.benchmark.Clients.Http;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The SDK's HTTP clients, each in JVMs of its own and in turns, over TLS as with DynamoDB. */
final class HttpClients {

    private static final char[] PASSWORD = "benchmark".toCharArray();
    private static final int[] THREADS = {1, 16};
    private static final String FIGURES = "FIGURES ";

    private HttpClients() {}

    static void run(Report report, int rounds, double seconds)
            throws IOException, GeneralSecurityException, InterruptedException {
        List<List<String>> table = new ArrayList<>();
        table.add(
                List.of(
                        "client",
                        "threads",
                        "GetItem p50/p99 us",
                        "PutItem p50/p99 us",
                        "calls /s",
                        "CPU us",
                        "threads added",
                        "resident MB",
                        "first call ms",
                        "jars KB"));
        try (StubDynamoDb server = StubDynamoDb.https(tls())) {
            for (int threads : THREADS) {
                Map<Http, List<double[]>> results = new EnumMap<>(Http.class);
                for (int round = 0; round < rounds; round++) {
                    for (Http kind : Http.values()) {
                        results.computeIfAbsent(kind, unused -> new ArrayList<>())
                                .add(probe(kind, server.endpoint(), threads, seconds));
                    }
                }
                results.forEach((kind, figures) -> table.add(row(kind, threads, figures)));
            }
        }
        report.title("The SDK's HTTP clients");
        report.say(
                "GetItem and PutItem of 2 KB over TLS 1.3 to a stub on loopback, each client in "
                        + rounds
                        + " JVMs, in turns; medians. CPU is that of the client's JVM for one call.");
        report.table(table);
    }

    private static List<String> row(Http kind, int threads, List<double[]> figures) {
        double[] median = new double[figures.get(0).length];
        for (int i = 0; i < median.length; i++) {
            int index = i;
            median[i] = Numbers.median(figures.stream().map(each -> each[index]).toList());
        }
        return List.of(
                kind.artifact(),
                Integer.toString(threads),
                Numbers.text(median[0]) + " / " + Numbers.text(median[1]),
                Numbers.text(median[2]) + " / " + Numbers.text(median[3]),
                Numbers.text(median[4]),
                Numbers.text(median[5]),
                Integer.toString((int) median[6] - threads),
                Numbers.text(median[7]),
                Numbers.text(median[8]),
                Numbers.text(jars(kind) / 1024.0));
    }

    private static double[] probe(Http kind, URI endpoint, int threads, double seconds)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                HttpClientProbe.class.getName(),
                                kind.name(),
                                endpoint.toString(),
                                Integer.toString(threads),
                                Double.toString(seconds),
                                Double.toString(seconds))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        String line =
                output.lines()
                        .filter(each -> each.startsWith(FIGURES))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(kind + ":\n" + output));
        String[] words = line.substring(FIGURES.length()).split(" ");
        double[] figures = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            figures[i] = Double.parseDouble(words[i]);
        }
        return figures;
    }

    private static long jars(Http kind) {
        long size = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            File file = new File(entry);
            if (kind.needs(file.getName())) {
                size += file.length();
            }
        }
        return size;
    }

    /** With a certificate made for this run. */
    private static ServerSocketFactory tls()
            throws IOException, GeneralSecurityException, InterruptedException {
        Path directory = Files.createTempDirectory("benchmark-tls");
        Path file = directory.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "stub",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=ip:127.0.0.1,dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .inheritIO()
                        .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        Files.delete(file);
        Files.delete(directory);
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
