package io.github.tomcatdynamodb.it.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two nodes of one version, any of which serves any request, with all applications on both. */
final class FrameworkNodes implements AutoCloseable {
    private static final String TABLE = "frameworks";

    /** Far beyond what a busy machine needs: here it is no matter how fast anything is. */
    private static final String PATIENT = "attemptTimeout=\"10000\" callTimeout=\"30000\"";

    private static final String VALVE =
            "<Valve className=\"org.apache.catalina.valves.PersistentValve\"/>";

    private static final Pattern PROBLEM = Pattern.compile(".* (WARN|WARNING|SEVERE) \\[.*");

    private final EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
    private final DynamoDbProxy proxy = AsItIs.proxy(dynamo);
    private final Map<Framework, Path> applications = new EnumMap<>(Framework.class);
    private final TomcatVersion version;
    private final TomcatNode a;
    private final TomcatNode b;

    FrameworkNodes(TomcatVersion version) {
        this.version = version;
        dynamo.createTable(TABLE, "id", "expires");
        proxy.record(false);
        for (Framework application : Framework.on(version)) {
            applications.put(application, application.build(version));
        }
        a = node("A");
        b = node("B");
        try {
            TomcatNode.startAll(a, b);
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    List<Framework> applications() {
        return Framework.on(version);
    }

    TomcatNode a() {
        return a;
    }

    TomcatNode b() {
        return b;
    }

    TomcatNode otherThan(TomcatNode node) {
        return node == a ? b : a;
    }

    /**
     * Waits until a request that was just answered has saved its session. Frameworks flush or close
     * the response before the request is over, so that the answer may be there earlier. Then the
     * session is in the memory of neither node.
     */
    void awaitSaved(Framework application) {
        for (TomcatNode node : List.of(a, b)) {
            if (node.isRunning()) {
                Await.until(
                        "no session in the memory of " + node,
                        () -> node.sessionsInMemory(application.path()) == 0);
            }
        }
    }

    /** The record of a session. */
    Map<String, AttributeValue> record(Framework application, String id) {
        return dynamo.item(TABLE, Keys.key(application.path().substring(1), id));
    }

    /** The size of the largest record of an application. */
    RecordSize largestRecord(Framework application) {
        String prefix = "localhost" + application.path() + "#";
        return dynamo.items(TABLE).stream()
                .filter(item -> item.get("id").s().startsWith(prefix))
                .map(RecordSize::of)
                .max(Comparator.comparingInt(RecordSize::bytes))
                .orElseThrow();
    }

    /** From now on DynamoDB takes no change. */
    void refuseWrites() {
        proxy.inject(FaultRule.always(Fault.accessDenied()).on("PutItem", "UpdateItem"));
    }

    /** DynamoDB is well again. */
    void heal() {
        proxy.heal();
    }

    /** Neither the store nor anybody else has complained, as it does when it leaves things out. */
    void assertNoComplaints() {
        for (TomcatNode node : List.of(a, b)) {
            assertEquals(
                    List.of(),
                    node.log().lines().filter(line -> PROBLEM.matcher(line).matches()).toList(),
                    node::toString);
        }
    }

    /**
     * With one version Tomcat's {@code PersistentValve} is the application's, as in the README's
     * quickstart, with the others it is the host's. It is off either way, and nobody sees a
     * difference: not even CDI, whose listeners of requests are called before the application's
     * valves and after them.
     */
    private boolean isValveOfTheHost() {
        return version != TomcatVersion.V10_1;
    }

    /** With one version, what frameworks keep is large. */
    boolean isInItemsOfItsOwn() {
        return version == TomcatVersion.V10_1;
    }

    private TomcatNode node(String name) {
        NodeSettings settings =
                TomcatNode.of(version)
                        .name(name)
                        .lib(Environment.storeJar())
                        .manager("boss", "secret");
        if (isValveOfTheHost()) {
            settings.host(VALVE);
        }
        String store =
                Contexts.store(
                        proxy.endpoint(),
                        TABLE,
                        isInItemsOfItsOwn() ? PATIENT + " largeAttributeSize=\"1000\"" : PATIENT);
        for (Framework application : Framework.on(version)) {
            settings.app(
                    application.path().substring(1),
                    applications.get(application),
                    isValveOfTheHost() ? Contexts.sticky("", store) : Contexts.anyNode("", store));
        }
        return settings.prepare();
    }

    @Override
    public void close() {
        a.close();
        b.close();
        proxy.close();
        dynamo.close();
    }
}
