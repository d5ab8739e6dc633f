package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A test that runs on two nodes of each version, none of which may ever scan or query. */
@ParameterizedClass
@EnumSource(TomcatVersion.class)
abstract class TwoNodesTest {
    @Parameter TomcatVersion version;
    TwoNodes nodes;

    @BeforeEach
    void nodesRun() {
        nodes = TwoNodes.of(version);
        nothingWasScanned();
        nodes.proxy().reset();
    }

    @AfterEach
    void nothingWasScanned() {
        DynamoDbProxy proxy = nodes.proxy();
        assertEquals(0, proxy.count("Scan") + proxy.count("Query"), "no Scan or Query, ever");
    }

    /** A new user at node A, in the application that is set up with the defaults. */
    Probe user() {
        return nodes.user(TwoNodes.ANY);
    }

    /** Another tab of a user's browser, at the same place. */
    static Probe tab(Probe user) {
        return new Probe(user.browser().copy(), user);
    }

    /** Waits until a node has backed up an attribute of a session that it holds in memory. */
    void awaitBackup(String id, String attribute, String value) {
        Await.until(
                "backup of " + attribute,
                () -> {
                    AttributeValue session = nodes.record(TwoNodes.STICKY, id).get("sess");
                    return session != null
                            && session.hasM()
                            && session.m().containsKey(attribute)
                            && value.equals(session.m().get(attribute).s());
                });
    }

    /** The calls on an application's table while something is done. */
    ApiCalls callsOf(String application, Supplier<?> action) {
        nodes.proxy().reset();
        action.get();
        return nodes.proxy().calls().on(application);
    }
}
