package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tomcat's Manager application lists what is in the table, where that is allowed. */
class SessionListingIT {
    private static final String TABLE = "listed";

    @ParameterizedTest
    @EnumSource(
            value = TomcatVersion.class,
            names = {"V9", "V11"})
    void sessionsPage_hasTheSessionsInTheTable(TomcatVersion version) {
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start()) {
            dynamo.createTable(TABLE, "id", "expires");
            String store =
                    Contexts.patientStore(
                            dynamo.endpoint(), TABLE, "keys=\"plain\" sessionListing=\"scan\"");
            try (TomcatNode node =
                    TomcatNode.of(version)
                            .name("listing")
                            .lib(Environment.storeJar())
                            .app(TABLE, WebApp.build("probe"), Contexts.anyNode("", store))
                            .manager("boss", "secret")
                            .showProxySessions()
                            .start()) {
                Probe ann = new Probe(new HttpBrowser(), node, "/" + TABLE);
                String annsId = ann.set("name", "Ann").id();
                String bobsId =
                        new Probe(new HttpBrowser(), node, "/" + TABLE).set("name", "Bob").id();
                String page = ManagerPages.sessions(node, TABLE);

                assertTrue(page.contains(annsId), page);
                assertTrue(page.contains(bobsId), page);
                ann.logout();
                assertFalse(ManagerPages.sessions(node, TABLE).contains(annsId));
            }
        }
    }
}
