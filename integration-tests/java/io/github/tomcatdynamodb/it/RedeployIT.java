package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A rolling deployment: node A still runs version 1 of an application, node B already version 2,
 * and the requests of a session go to both. What changes is in {@code
 * integration-tests/webapps/redeploy}.
 */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#stock")
class RedeployIT {
    /** What stands before a message of the store. */
    private static final String PREFIX = "^\\S+ \\S+ [A-Z]+ \\[.*?] \\S+ \\[localhost/shop] ";

    private static final String APPLICATION = "shop";
    private static final String TABLE = "redeployed";
    private static final String NOTE = "note";

    /** What each version makes of what the other one has put into the session. */
    static final List<Change> CHANGES =
            List.of(
                    new Change(
                            "fieldAdded",
                            sees("Ann came 5 times since 0 as null"),
                            sees("Bea came 7 times")),
                    new Change("fieldRemoved", sees("Ann in Bonn"), sees("Bea with null in Ulm")),
                    new Change("fieldRenamed", sees("null or 123"), sees("null or 456")),
                    new Change("typeWidened", sees("799 less 1.5"), sees("899 less 2.5")),
                    new Change(
                            "typeWidenedForMore", sees("799 less 1.5"), doesNotFit("shop.Price")),
                    new Change(
                            "listFieldRemoved",
                            sees("from Bonn to the same"),
                            sees("null from Ulm to the same")),
                    new Change("superclassInserted", sees("book number 0"), sees("lamp")),
                    new Change(
                            "recordComponentAdded",
                            sees("Line[article=book, note=null, count=2]"),
                            sees("Line[article=lamp, count=3]")),
                    new Change("enumConstantInserted", sees("LARGE"), doesNotFit("shop.Size")),
                    new Change(
                            "enumConstantBehindInserted", sees("LARGE shirt"), sees("LARGE shirt")),
                    new Change(
                            "enumConstantRemoved",
                            doesNotFit("shop.State").at("state"),
                            sees("Bea: OPEN")),
                    new Change("enumConstantBehindRemoved", sees("SENT"), sees("SENT")),
                    new Change("serialVersionUidChanged", sees("4 stars"), sees("5 stars")),
                    new Change(
                            "serialVersionUidWithHooksChanged",
                            doesNotFit("shop.Visit"),
                            doesNotFit("shop.Visit")),
                    new Change("hooksAdded", doesNotFit("shop.Profile"), sees("Bea")),
                    new Change("classRenamed", misses("shop.Basket"), misses("shop.Cart")),
                    new Change("classGone", misses("shop.Gift"), sees("no gifts any more")),
                    new Change(
                            "classOfElementGone",
                            misses("shop.Gift").at("[1]"),
                            sees("[\"lamp\",\"no gift\"]")));

    private static EmbeddedDynamoDb dynamo;
    private static DynamoDbProxy proxy;
    private static TomcatNode a;
    private static TomcatNode b;

    /** JUnit hands on only what there is a field for. */
    @Parameter TomcatVersion version;

    /**
     * What has changed between the versions.
     *
     * @param name of the case, and of the attribute
     * @param newOfOld what version 2 makes of what version 1 has written
     * @param oldOfNew what version 1 makes of what version 2 has written
     */
    record Change(String name, Outcome newOfOld, Outcome oldOfNew) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * What a version makes of an attribute.
     *
     * @param seen what it sees; null when it cannot read it
     * @param className the class at fault
     * @param where the value at fault is within the attribute, as the log says it
     * @param reason what the log says of it
     */
    record Outcome(String seen, String className, String where, String reason) {

        Outcome at(String path) {
            return new Outcome(seen, className, path + ": ", reason);
        }

        List<String> log(String attribute) {
            return seen != null
                    ? List.of()
                    : List.of(
                            "The session attribute [%s] of class [%s] cannot be read. It is left out of the session and stays in the record as it is. This is logged once. %sNot read: %s"
                                    .formatted(
                                            attribute,
                                            className,
                                            where,
                                            reason.formatted(className)));
        }
    }

    private static Outcome sees(String text) {
        return new Outcome(text, null, "", null);
    }

    private static Outcome misses(String className) {
        return new Outcome(null, className, "", "class [%s] is missing");
    }

    private static Outcome doesNotFit(String className) {
        return new Outcome(
                null,
                className,
                "",
                "the stored form of a value of class [%s] is damaged or does not fit the class any more");
    }

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        dynamo = EmbeddedDynamoDb.start();
        proxy = AsItIs.proxy(dynamo);
        dynamo.createTable(TABLE, "id", "expires");
        a = node(version, "A", "v1");
        b = node(version, "B", "v2");
        TomcatNode.startAll(a, b);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        a.close();
        b.close();
        proxy.close();
        dynamo.close();
    }

    @BeforeEach
    void nothingWasLoggedYet() {
        for (TomcatNode node : List.of(a, b)) {
            logged(node);
            node.markLog();
        }
    }

    // ---- One attribute

    @ParameterizedTest
    @FieldSource("CHANGES")
    void attributeOfTheOldVersion_isReadOrKeptByTheNewOne(Change change) {
        attributeIsReadOrKept(a, b, change.name(), change.newOfOld());
    }

    @ParameterizedTest
    @FieldSource("CHANGES")
    void attributeOfTheNewVersion_isReadOrKeptByTheOldOne(Change change) {
        attributeIsReadOrKept(b, a, change.name(), change.oldOfNew());
    }

    private void attributeIsReadOrKept(
            TomcatNode writer, TomcatNode reader, String attribute, Outcome expected) {
        Shopper shopper = new Shopper();
        shopper.logIn(writer);
        shopper.at(writer).set(NOTE, "of the writer");
        String written = shopper.make(writer, attribute, attribute);
        Stored stored = shopper.stored(attribute);

        for (int request = 1; request <= 2; request++) {
            Probe.Session session = shopper.at(reader).info();
            assertEquals(expected.seen(), session.text(attribute));
            assertEquals("of the writer", session.text(NOTE));
            assertEquals("ann", shopper.loggedIn(reader));
        }

        shopper.at(reader).set(NOTE, "of the reader");
        shopper.at(reader).set("another", "of the reader");
        assertEquals(stored, shopper.stored(attribute));
        Probe.Session session = shopper.at(writer).info();
        assertEquals(written, session.text(attribute));
        assertEquals("of the reader", session.text(NOTE));

        // Now the record is written whole.
        String id = shopper.id();
        shopper.at(reader).login("ann");
        assertNotEquals(id, shopper.id());
        assertEquals(stored, shopper.stored(attribute));
        assertEquals(written, shopper.at(writer).info().text(attribute));
        assertEquals("ann", shopper.loggedIn(writer));

        assertEquals(expected.log(attribute), logged(reader));
        assertEquals(List.of(), logged(writer));
    }

    @Test
    void attributeThatCannotBeRead_mayBeSetAnew() {
        Shopper shopper = new Shopper();
        shopper.make(b, "typeWidenedForMore", "price");
        assertFalse(shopper.at(a).info().has("price"));

        shopper.make(a, "typeWidenedForMore", "price");
        assertEquals("799 less 1.5", shopper.at(a).info().text("price"));
        assertEquals("799 less 1.5", shopper.at(b).info().text("price"));
    }

    // ---- All of them in one session

    @Test
    void sessionOfTheOldVersion_lacksWhatTheNewOneCannotRead() {
        sessionLacksWhatCannotBeRead(a, b, "old ", Change::newOfOld);
    }

    @Test
    void sessionOfTheNewVersion_lacksWhatTheOldOneCannotRead() {
        sessionLacksWhatCannotBeRead(b, a, "new ", Change::oldOfNew);
    }

    private void sessionLacksWhatCannotBeRead(
            TomcatNode writer,
            TomcatNode reader,
            String prefix,
            Function<Change, Outcome> expected) {
        Shopper shopper = new Shopper();
        CHANGES.forEach(change -> shopper.make(writer, change.name(), prefix + change.name()));

        Probe.Session session = shopper.at(reader).info();

        List<String> log = new ArrayList<>();
        for (Change change : CHANGES) {
            String attribute = prefix + change.name();
            assertEquals(expected.apply(change).seen(), session.text(attribute), attribute);
            log.addAll(expected.apply(change).log(attribute));
        }
        assertEquals(log.stream().sorted().toList(), logged(reader).stream().sorted().toList());
    }

    /**
     * All that a node has logged in this test, without time, thread, logger and application:
     * neither a value nor a session id is in it.
     */
    private static List<String> logged(TomcatNode node) {
        return node.log().lines().map(line -> line.replaceFirst(PREFIX, "")).toList();
    }

    // ---- The nodes and who uses them

    private static TomcatNode node(TomcatVersion version, String name, String application) {
        Path shop =
                WebApp.build(
                        "redeploy-" + application,
                        List.of("probe", "redeploy/common", "redeploy/" + application));
        String store = Contexts.patientStore(proxy.endpoint(), TABLE, "");
        return TomcatNode.of(version)
                .name(name)
                .lib(Environment.storeJar())
                .app(APPLICATION, shop, Contexts.anyNode("persistAuthentication=\"true\"", store))
                .user("ann", "wonderland", "shopper")
                .prepare();
    }

    /** An attribute as it is in the record. */
    private record Stored(AttributeValue value, AttributeValue type) {}

    /** Somebody whose requests go to any node. */
    private static final class Shopper {
        private final HttpBrowser browser = new HttpBrowser();

        Probe at(TomcatNode node) {
            return new Probe(browser, node, "/" + APPLICATION);
        }

        /** Has an attribute set to what the node's version makes, and returns what it sees. */
        String make(TomcatNode node, String change, String attribute) {
            shop(node, Map.of("make", change, "name", attribute));
            return at(node).info().text(attribute);
        }

        void logIn(TomcatNode node) {
            assertEquals("ann", shop(node, Map.of("user", "ann", "password", "wonderland")));
        }

        String loggedIn(TomcatNode node) {
            return shop(node, Map.of());
        }

        String id() {
            return browser.cookie("JSESSIONID", "/" + APPLICATION);
        }

        Stored stored(String attribute) {
            Map<String, AttributeValue> record = dynamo.item(TABLE, Keys.key(APPLICATION, id()));
            AttributeValue types = record.get("tomcat").m().get("types");
            return new Stored(
                    record.get("sess").m().get(attribute),
                    types == null ? null : types.m().get(attribute));
        }

        private String shop(TomcatNode node, Map<String, String> parameters) {
            HttpBrowser.Response response =
                    browser.get(
                            node.url(
                                    "/"
                                            + APPLICATION
                                            + "/shop.jsp?"
                                            + HttpBrowser.encode(parameters)));
            assertEquals(200, response.status(), () -> response + "\n" + node.log());
            return response.body();
        }
    }
}
