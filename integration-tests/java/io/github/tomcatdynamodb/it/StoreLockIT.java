package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Jars;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The newest Tomcats hold the store's lock of a session while they have it loaded. */
class StoreLockIT {
    private static final String TABLE = "locked";

    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#chosen")
    void load_onTheNewestTomcats_isUnderTheLockOfTheSession(TomcatVersion version) {
        Path watched = Jars.of("watched-store.jar", Map.of(), List.of(WatchedStore.class));
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start()) {
            dynamo.createTable(TABLE, "id", "expires");
            String store =
                    Contexts.patientStore(dynamo.endpoint(), TABLE, "")
                            .replace(
                                    "io.github.tomcatdynamodb.DynamoDBStore",
                                    WatchedStore.class.getName());
            try (TomcatNode node =
                    TomcatNode.of(version)
                            .name("L")
                            .lib(Environment.storeJar())
                            .lib(watched)
                            // As it does in most installations; elsewhere it need not.
                            .scanLibraries()
                            .app(
                                    TABLE,
                                    WebApp.build("probe"),
                                    Contexts.sticky("saveOnRestart=\"true\"", store))
                            .start()) {
                Probe user = new Probe(new HttpBrowser(), node, "/" + TABLE);
                user.set("name", "Ann");
                node.restart();
                assertEquals("Ann", user.info().text("name"));
                String log = node.log();
                assertEquals(version.isEmbedded(), log.contains(WatchedStore.LOCKED), log);
                assertEquals(!version.isEmbedded(), log.contains(WatchedStore.UNLOCKED), log);
            }
        }
    }
}
