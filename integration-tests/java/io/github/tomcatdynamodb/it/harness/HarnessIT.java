package io.github.tomcatdynamodb.it.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The harness does what the other tests believe it does, shown without our store. */
class HarnessIT {
    private static final String TABLE = "things";

    private static EmbeddedDynamoDb dynamo;
    private static DynamoDbProxy proxy;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable(TABLE, "id", "expires");
        proxy = DynamoDbProxy.start(dynamo);
    }

    @BeforeEach
    void connect() {
        client =
                EmbeddedDynamoDb.newClient(
                        proxy.endpoint(),
                        settings ->
                                settings.retryStrategy(retry -> retry.maxAttempts(1))
                                        .apiCallTimeout(Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        dynamo.close();
    }

    @AfterEach
    void heal() {
        client.close();
        proxy.heal();
        proxy.reset();
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        for (var network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
                    assertRefused(address, dynamo.port());
                    assertRefused(address, proxy.endpoint().getPort());
                }
            }
        }
    }

    private static void assertRefused(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            InetSocketAddress target = new InetSocketAddress(address, port);
            assertThrows(IOException.class, () -> socket.connect(target, 1000), target::toString);
        }
    }

    @Test
    void recordsCalls() {
        put("a", "1");
        assertEquals("1", get("a"));

        assertEquals(1, proxy.count("PutItem"));
        ApiCall read = proxy.calls().on(TABLE).of("GetItem").only();
        assertEquals("a", read.key("id"));
        assertEquals(200, read.status());
        assertFalse(read.consistent());
        assertTrue(read.response().has("Item"));
    }

    @Test
    void showsWhatAnUpdateNames() {
        String request =
                """
                {"UpdateExpression": "SET #a=if_not_exists(#b, :v), #c = :v REMOVE #d.#e, x",
                 "ConditionExpression": "#b = :v",
                 "ExpressionAttributeNames":
                   {"#a": "a.a", "#b": "b", "#c": "c", "#d": "d", "#e": "e"}}""";
        ApiCall call =
                new ApiCall(
                        Instant.now(),
                        "UpdateItem",
                        JsonParser.parseString(request).getAsJsonObject(),
                        200,
                        new JsonObject(),
                        null);
        assertEquals(Set.of("a.a", "c", "d.e", "x"), call.updated());
    }

    @Test
    void dynamoDbKeepsPortAndDataOverAnOutage() {
        put("kept", "1");
        dynamo.stop();
        assertThrows(SdkException.class, () -> get("kept"));
        dynamo.restart();
        assertEquals("1", get("kept"));
    }

    @Test
    void refusesAndAcceptsAgain() {
        proxy.refuse();
        assertThrows(SdkClientException.class, () -> put("b", "1"));
        proxy.accept();
        put("b", "1");
        assertEquals("1", get("b"));
    }

    /** The system frees a port only when the thread that accepts has left its call. */
    @Test
    void acceptsAgainRightAfterRefusing() {
        for (int times = 0; times < 500; times++) {
            proxy.refuse();
            proxy.accept();
        }
        put("at once", "1");
        assertEquals("1", get("at once"));
    }

    @Test
    void answersErrorsOfDynamoDb() {
        proxy.inject(FaultRule.always(Fault.throughputExceeded()).on("GetItem").times(1));
        put("c", "1");
        DynamoDbException error = assertThrows(DynamoDbException.class, () -> get("c"));
        assertTrue(error.isThrottlingException());
        assertEquals("1", get("c"));

        proxy.inject(FaultRule.always(Fault.internalServerError()));
        assertEquals(500, assertThrows(DynamoDbException.class, () -> get("c")).statusCode());
    }

    @Test
    void losesTheAnswerButNotTheWrite() {
        for (Fault fault : List.of(new Fault.LostResponse(), new Fault.ResetMidResponse())) {
            FaultRule rule = proxy.inject(FaultRule.always(fault).on("PutItem"));
            assertThrows(SdkException.class, () -> put("d", fault.toString()));
            assertEquals(1, rule.struck());
            assertEquals(fault.toString(), get("d"));
            proxy.heal();
        }
    }

    @Test
    void resetsBeforeTheWrite() {
        proxy.inject(FaultRule.always(new Fault.ResetBefore()).on("PutItem"));
        assertThrows(SdkException.class, () -> put("e", "1"));
        assertTrue(dynamo.item(TABLE, "e").isEmpty());
    }

    @Test
    void neverAnswers() {
        for (Fault fault : List.of(new Fault.Hang(), new Fault.HangAfter())) {
            proxy.inject(FaultRule.always(fault));
            SdkException e = assertThrows(SdkException.class, () -> put("f" + fault, "1"));
            assertInstanceOf(ApiCallTimeoutException.class, e);
            proxy.heal();
        }
        assertTrue(dynamo.item(TABLE, "f" + new Fault.Hang()).isEmpty());
        assertFalse(dynamo.item(TABLE, "f" + new Fault.HangAfter()).isEmpty());
    }

    @Test
    void delays() {
        put("g", "1");
        proxy.inject(FaultRule.always(new Fault.Delay(Duration.ofMillis(300))));
        long before = System.nanoTime();
        assertEquals("1", get("g"));
        assertTrue(Duration.ofNanos(System.nanoTime() - before).toMillis() >= 300);
    }

    @Test
    void answersGarbage() {
        for (Fault fault : List.of(new Fault.Garbage(), new Fault.GarbageBody())) {
            proxy.inject(FaultRule.always(fault));
            assertThrows(SdkException.class, () -> get("h"));
            proxy.heal();
        }
    }

    @Test
    void choosesTheSameCallsForTheSameSeed() {
        FaultRule one = FaultRule.always(new Fault.Hang()).withProbability(0.3, 42);
        FaultRule two = FaultRule.always(new Fault.Hang()).withProbability(0.3, 42);
        for (int i = 0; i < 1000; i++) {
            Fault chosen = one.forCall("GetItem", new JsonObject());
            assertEquals(chosen, two.forCall("GetItem", new JsonObject()));
        }
        assertTrue(one.struck() > 200 && one.struck() < 400, one::toString);
    }

    /** The node and the probe, with Tomcat's own store: one of a distribution, one of code. */
    @ParameterizedTest
    @EnumSource(
            value = TomcatVersion.class,
            names = {"V11", "EMBEDDED_9"})
    void aTomcatRunsTheProbe(TomcatVersion version) {
        String manager =
                """
                <Valve className="org.apache.catalina.valves.PersistentValve"/>
                <Manager className="org.apache.catalina.session.PersistentManager"
                    saveOnRestart="true">
                  <Store className="org.apache.catalina.session.FileStore" directory="kept"/>
                </Manager>""";
        try (TomcatNode node =
                TomcatNode.of(version)
                        .name("harness")
                        .app("probe", WebApp.build("probe"), manager)
                        .manager("boss", "secret")
                        .start()) {
            HttpBrowser browser = new HttpBrowser();
            Probe probe = new Probe(browser, node, "/probe");
            assertFalse(probe.ok("op", "none").has("session"));
            assertFalse(probe.info().exists());
            assertEquals(null, browser.cookie("JSESSIONID", "/probe"));

            probe.set("list", "list", "a,b");
            probe.set("cart", "bean", "Ann");
            probe.mutate("list", "c");
            probe.mutate("cart", "book");
            assertEquals("[\"a\",\"b\",\"c\"]", probe.info().text("list"));
            assertEquals("Cart of Ann: [book], changes: 1", probe.info().text("cart"));
            assertEquals("probe.Cart", probe.info().type("cart"));

            String id = probe.info().id();
            node.restart();
            assertEquals(id, probe.info().id());
            node.kill();
            node.start();
            assertEquals(id, probe.info().id());
            node.reload("/probe");
            assertEquals(id, probe.info().id());

            assertNotEquals(id, probe.login("ann").id());
            assertEquals("ann", probe.info().text("user"));
            assertFalse(probe.logout().exists());
            assertFalse(probe.info().exists());
            assertEquals(500, probe.create().get("op", "error").status());
            assertTrue(node.log().contains("asked for by the test"));
        }
    }

    private static void put(String id, String value) {
        client.putItem(
                put ->
                        put.tableName(TABLE)
                                .item(
                                        Map.of(
                                                "id",
                                                AttributeValue.fromS(id),
                                                "value",
                                                AttributeValue.fromS(value))));
    }

    private static String get(String id) {
        return client.getItem(
                        get -> get.tableName(TABLE).key(Map.of("id", AttributeValue.fromS(id))))
                .item()
                .get("value")
                .s();
    }
}
