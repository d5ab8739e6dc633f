package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What Tomcat's Manager application is told of the sessions in the table. */
class SessionListingTest extends OwnStores {

    private final String table = LocalDynamoDb.newTable("id", "expires");

    private TestNode startListing(String prefix) {
        TestNode node = start("tableName", table, "prefix", prefix, "sessionListing", "scan");
        node.proxy().admitScans(table);
        return node;
    }

    private static Set<String> ids(TestNode node) throws IOException {
        return new HashSet<>(Arrays.asList(node.store().keys()));
    }

    private static String create(TestNode node) {
        return node.create(session -> session.setAttribute("name", "Ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys=hashed", "prefix=shop#,keys=hashed"})
    void scan_withHashedKeys_isRefused(String others) {
        Map<String, String> settings = settings("sessionListing", "scan");
        Stream.of(others.split(","))
                .filter(setting -> !setting.isEmpty())
                .map(setting -> setting.split("="))
                .forEach(setting -> settings.put(setting[0], setting[1]));

        String problem =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SettingsReader(settings, false).read())
                        .getMessage();

        assertTrue(problem.contains("[sessionListing=\"scan\"] needs [keys=\"plain\"]"), problem);
    }

    @Test
    void mistypedKeys_areToldOnce() {
        String problem =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new SettingsReader(
                                                        settings(
                                                                "sessionListing", "scan",
                                                                "keys", "plane"),
                                                        false)
                                                .read())
                        .getMessage();

        assertEquals(2, problem.split("\\[keys\\] is", -1).length, problem);
    }

    @Test
    void scan_listsTheLiveSessionsOfTheApplication() throws Exception {
        TestNode shop = startListing("shop#");
        TestNode other = startListing("other#");
        String old = create(shop);
        clock.advance(Duration.ofMinutes(40));
        String ann = create(shop);
        String bob = create(shop);
        create(other);
        String loggedOut = create(shop);
        shop.open(loggedOut).orElseThrow().getSession().invalidate();

        assertEquals(Set.of(ann, bob), ids(shop));
        assertEquals(1, ids(other).size());
        assertTrue(shop.load(old).isEmpty());
    }

    @Test
    void scan_namesNothingButSessions() throws Exception {
        TestNode shop = startListing("shop#");
        String large = shop.create(session -> session.setAttribute("photo", new byte[500 * 1024]));

        assertEquals(Set.of(large), ids(shop));
        assertTrue(LocalDynamoDb.dynamo().items(table).size() > 1);
    }

    @Test
    void scan_findsByItsIdWhatItLists() throws Exception {
        TestNode shop = startListing("shop#");
        String id = create(shop);

        assertEquals(id, shop.manager().findSession(shop.store().keys()[0]).getId());
    }

    /** Three items of 400 KB are more than the 1 MB of a page. */
    @Test
    void scan_endsAfterTenPages() throws Exception {
        TestNode shop = startListing("shop#");
        AttributeValue large = AttributeValue.fromS("x".repeat(390 * 1024));
        for (int i = 0; i < 40; i++) {
            LocalDynamoDb.dynamo()
                    .put(table, Map.of("id", AttributeValue.fromS("other#" + i), "large", large));
        }
        shop.forgetCalls();

        assertEquals(Set.of(), ids(shop));
        assertEquals(10, shop.calls().count("Scan"));
    }

    @Test
    void scan_thatFails_isAnIoException() {
        TestNode shop = startListing("shop#");
        shop.proxy().inject(FaultRule.always(Fault.accessDenied()));

        assertThrows(IOException.class, shop.store()::keys);
    }
}
