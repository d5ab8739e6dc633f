package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table of connect-dynamodb records is migrated while users keep working on Tomcat, and the
 * migration is killed in the middle. {@code -Dmigration.records=100000} for the size of a real
 * table.
 */
class TakeOverIT {

    private static final int RECORDS = Integer.getInteger("migration.records", 3_000);
    private static final int USERS = 20;
    private static final Duration THINKING = Duration.ofMillis(50);
    private static final int BATCH = 25;
    private static final String TABLE = "sessions";
    private static final String SECRET = "keyboard cat";

    @TempDir Path directory;

    @Test
    void tableIsMigrated_whileUsersWork_andTheMigrationIsKilled() throws Exception {
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start()) {
            dynamo.createTable(TABLE, "id", "expires");
            fill(dynamo);
            try (TomcatNode tomcat = tomcat(dynamo)) {
                migrateUnderLoad(dynamo, tomcat);
                assertTrue(!tomcat.log().contains("SEVERE"), tomcat::log);
            }
            nothingIsLost(dynamo);
        }
    }

    private void migrateUnderLoad(EmbeddedDynamoDb dynamo, TomcatNode tomcat) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        try {
            List<User> users =
                    IntStream.range(0, USERS).mapToObj(i -> new User(i, tomcat)).toList();
            List<CompletableFuture<Integer>> work = new ArrayList<>();
            users.forEach(
                    user ->
                            work.add(
                                    CompletableFuture.supplyAsync(
                                            () -> user.workUntil(done), threads)));
            long started = System.nanoTime();
            migrate(dynamo);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            done.set(true);
            int requests = 0;
            for (CompletableFuture<Integer> one : work) {
                requests += one.get();
            }
            System.out.printf(
                    "Migrated %,d records in %.1f s with a kill in the middle, %d users, %,d"
                            + " requests%n",
                    RECORDS, took.toMillis() / 1000.0, USERS, requests);
            users.forEach(User::isStillLoggedIn);
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private void migrate(EmbeddedDynamoDb dynamo) throws Exception {
        Path resume = directory.resolve("resume.json");
        Path report = directory.resolve("report.jsonl");
        String[] options = {
            "--apply", "--resume", resume.toString(), "--report", report.toString()
        };
        AdminCommand killed =
                AdminCommand.start(directory, dynamo.endpoint(), "migrate", TABLE, options);
        Await.until(
                "a third of the migration",
                Duration.ofMinutes(10),
                () -> Files.exists(report) && lines(report) > RECORDS / 3);
        killed.kill();
        long before = lines(report);
        assertTrue(before < RECORDS, "killed after " + before);

        AdminCommand again =
                AdminCommand.start(directory, dynamo.endpoint(), "migrate", TABLE, options);
        assertEquals(0, again.status(), again.output());
        System.out.println(again.output());
        assertEquals(RECORDS, lines(report));
    }

    private static long lines(Path report) throws Exception {
        try (var lines = Files.lines(report)) {
            return lines.count();
        }
    }

    /** Every session is a map now, and says what it said before. */
    private static void nothingIsLost(EmbeddedDynamoDb dynamo) {
        List<Map<String, AttributeValue>> items = dynamo.items(TABLE);
        Map<String, Map<String, AttributeValue>> byKey = new HashMap<>();
        items.forEach(item -> byKey.put(item.get("id").s(), item));
        for (int i = 0; i < RECORDS; i++) {
            Map<String, AttributeValue> item = byKey.get("sess:" + sid(i));
            assertTrue(item != null && item.containsKey("sess"), "record " + i);
            Map<String, AttributeValue> sess = item.get("sess").m();
            assertEquals("user" + i, sess.get("user").s());
            assertEquals("/", sess.get("cookie").m().get("path").s());
            assertEquals("x" + i, sess.get("cart").l().get(0).m().get("article").s());
            assertEquals("1", item.get("tomcat").m().get("v").n());
        }
        assertEquals(RECORDS, items.size());
    }

    /** One user, who was logged in on Express and works on Tomcat. */
    private static final class User {
        private final int number;
        private final Probe probe;
        private int requests;

        User(int number, TomcatNode tomcat) {
            this.number = number;
            HttpBrowser browser = new HttpBrowser();
            browser.setCookie("connect.sid", "/", "s%3A" + sid(number) + "." + signature(number));
            probe = new Probe(browser, tomcat, "/shop");
        }

        /** Changes the session in every second request, and finds everything as it left it. */
        int workUntil(AtomicBoolean done) {
            while (!done.get()) {
                Probe.Session session =
                        requests % 2 == 0
                                ? probe.set("count", "int", Integer.toString(requests))
                                : probe.info();
                assertEquals("user" + number, session.text("user"));
                assertEquals(sid(number), session.id());
                assertEquals(Integer.toString(requests - requests % 2), session.text("count"));
                requests++;
                LockSupport.parkNanos(THINKING.toNanos());
            }
            return requests;
        }

        void isStillLoggedIn() {
            assertEquals("user" + number, probe.info().text("user"));
            assertTrue(requests > 0);
        }
    }

    private static TomcatNode tomcat(EmbeddedDynamoDb dynamo) {
        TomcatNode tomcat =
                TomcatNode.of(TomcatVersion.V11)
                        .name("takeover")
                        .lib(Environment.storeJar())
                        .app(
                                "shop",
                                WebApp.build("probe"),
                                "sessionCookieName=\"connect.sid\" sessionCookiePath=\"/\"",
                                "<CookieProcessor secrets=\""
                                        + SECRET
                                        + "\" className=\"io.github.tomcatdynamodb.express"
                                        + ".ExpressCookieProcessor\"/>"
                                        + Contexts.anyNode(
                                                "",
                                                Contexts.store(
                                                        dynamo.endpoint(),
                                                        TABLE,
                                                        "prefix=\"sess:\" attemptTimeout=\"30000\""
                                                                + " callTimeout=\"60000\"")))
                        .start();
        new Probe(new HttpBrowser(), tomcat, "/shop").ok("op", "none");
        return tomcat;
    }

    private static void fill(EmbeddedDynamoDb dynamo) {
        String expires = (Instant.now().getEpochSecond() + 1500 + RECORDS / 20) + ".123";
        IntStream.range(0, (RECORDS + BATCH - 1) / BATCH)
                .parallel()
                .forEach(
                        batch -> {
                            List<WriteRequest> puts = new ArrayList<>();
                            int end = Math.min(RECORDS, (batch + 1) * BATCH);
                            for (int i = batch * BATCH; i < end; i++) {
                                puts.add(put(i, expires));
                            }
                            dynamo.client()
                                    .batchWriteItem(all -> all.requestItems(Map.of(TABLE, puts)));
                        });
    }

    private static WriteRequest put(int i, String expires) {
        String sess =
                "{\"cookie\":{\"originalMaxAge\":1800000,\"expires\":\"2026-11-18T00:00:00.000Z\","
                        + "\"httpOnly\":true,\"path\":\"/\"},\"user\":\"user"
                        + i
                        + "\",\"roles\":[\"customer\",\"reader\"],\"cart\":[{\"article\":\"x"
                        + i
                        + "\",\"price\":19.99,\"pieces\":2}],\"seen\":"
                        + i
                        + "}";
        Map<String, AttributeValue> item =
                Map.of(
                        "id",
                        AttributeValue.fromS("sess:" + sid(i)),
                        "expires",
                        AttributeValue.fromN(expires),
                        "type",
                        AttributeValue.fromS("connect-session"),
                        "sess",
                        AttributeValue.fromS(sess));
        return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
    }

    private static String sid(int i) {
        return "Legacy-session-of-user-number-" + i;
    }

    private static String signature(int i) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(sid(i).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(signature)
                    .replace("+", "%2B")
                    .replace("/", "%2F");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
