package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.docs.Documents.ContextXml;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client of {@code conf-examples/own-client}, compiled and run as it stands. */
class OwnClientIT {

    @Test
    void aFactoryInLib_makesTheClientOfTheStore() {
        ContextXml context = Documents.context(Documents.example("own-client/context.xml"));
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
                TomcatNode node =
                        TomcatNode.of(TomcatVersion.V11)
                                .name("own-client")
                                .lib(Environment.storeJar())
                                .env("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString())
                                .globalResources(Documents.example("own-client/server.xml"))
                                .app("shop", WebApp.build("probe"), context.inner())
                                .prepare()) {
            dynamo.createTable("sessions", "id", "expires");
            Path sources = Environment.basedir().resolve("conf-examples/own-client/example");
            WebApp.compile(sources, node.base().resolve("lib"), List.of(Environment.storeJar()));
            node.start();
            Probe user = new Probe(new HttpBrowser(), node, "/shop");
            user.create().set("colour", "blue");

            assertEquals("blue", user.info().text("colour"));
            assertEquals(1, dynamo.items("sessions").size());
            assertTrue(node.console().contains("clientName=\"aws/dynamodb\""), node::console);
            node.stop();
            assertFalse(node.log().contains("Exception"), node::log);
        }
    }
}
