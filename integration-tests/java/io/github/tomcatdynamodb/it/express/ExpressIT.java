package io.github.tomcatdynamodb.it.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.express.Fixture;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What Express writes, Tomcat reads and changes, and the other way round; who logs out on one side
 * is logged out on the other.
 */
class ExpressIT extends ExpressAndTomcatTest {
    // ---- connect-dynamodb, one after the other

    @Test
    void connect_logIn_thenTomcatGoesOn() {
        String sid = fill(connect.user(browser));
        String cookie = browser.cookie("connect.sid", "/");

        Probe user = onTomcat("upgrade");
        Probe.Session found = user.info();
        assertEquals(sid, found.id());
        assertFalse(found.isNew());
        assertFilled(found);

        user.set("fromTomcat", "x");
        user.mutate("list", "three");
        Map<String, AttributeValue> record = legacy(sid);
        assertTrue(record.get("sess").hasM());
        assertTrue(record.get("sess").m().get("cookie").m().containsKey("originalMaxAge"));
        assertEquals("connect-session", record.get("type").s());
        assertFilled0(user.info());
        assertEquals("x", user.info().text("fromTomcat"));
        assertEquals(cookie, browser.cookie("connect.sid", "/"));
    }

    @Test
    void connect_keep_thereAndBack() {
        ExpressApp.User express = connect.user(browser);
        String sid = fill(express);
        Probe user = onTomcat("keep");
        assertFilled(user.info());

        change(user);
        assertTrue(legacy(sid).get("sess").s() != null);

        Probe.Session back = express.info();
        assertEquals(sid, back.id());
        assertChanged(back);
        assertEquals("ann", back.text("user"));

        express.set("fromExpress", "7");
        Probe.Session again = user.info();
        assertEquals("7", again.text("fromExpress"));
        assertEquals("x", again.text("fromTomcat"));
    }

    @Test
    void connect_keep_readsOnly_prolongTheSessionForBoth() {
        ExpressApp.User express = connect.user(browser);
        String sid = express.login("ann").id();
        Map<String, AttributeValue> item = new HashMap<>(legacy(sid));
        long soon = Instant.now().getEpochSecond() + 60;
        item.put("expires", AttributeValue.fromN(soon + ".5"));
        dynamo.put(LEGACY, item);

        assertEquals("ann", onTomcat("keep").info().text("user"));

        assertTrue(
                Double.parseDouble(legacy(sid).get("expires").n()) > soon + 1600,
                () -> legacy(sid).toString());
        assertEquals(item.get("sess"), legacy(sid).get("sess"));
        assertEquals("ann", express.info().text("user"));
    }

    @Test
    void connect_keep_whatTomcatCreates_expressGoesOn() {
        Probe user = onTomcat("keep");
        user.set("before", "x");
        String sid = user.login("ann").id();
        user.set("list", "list", "a,b");
        assertTrue(legacy(sid).get("sess").s() != null);

        ExpressApp.User express = connect.user(browser);
        Probe.Session read = express.info();
        assertEquals(sid, read.id());
        assertEquals("ann", read.text("user"));
        assertEquals("x", read.text("before"));
        assertEquals(1_800_000, read.json().get("originalMaxAge").getAsLong());
        express.set("fromExpress", "[1]");
        assertEquals("[1]", user.info().text("fromExpress"));

        user.interval(600);
        assertEquals(600_000, express.info().json().get("originalMaxAge").getAsLong());
        // What JSON cannot say makes the record a map, which connect-dynamodb takes for no session.
        user.set("bean", "bean", "Ann");
        assertTrue(legacy(sid).get("sess").hasM());
        assertEquals("[1]", user.info().text("fromExpress"));
    }

    @Test
    void connect_logOutOnTomcat_isFinalForExpress() {
        ExpressApp.User express = connect.user(browser);
        String sid = express.login("ann").id();
        Probe user = onTomcat("keep");
        user.set("seen", "yes");
        user.logout();

        assertFalse(express.info().exists());
        assertFalse(user.info().exists());
        assertFalse(legacy(sid).containsKey("sess"));
    }

    @Test
    void connect_logOutOnExpress_isFinalForTomcat() {
        ExpressApp.User express = connect.user(browser);
        express.login("ann");
        for (String application : new String[] {"keep", "upgrade"}) {
            assertEquals("ann", onTomcat(application).info().text("user"));
        }
        express.logout();

        for (String application : new String[] {"keep", "upgrade"}) {
            assertFalse(onTomcat(application).info().exists());
        }
    }

    @Test
    void connect_logOutOnExpress_whileTomcatIsAtWork_staysLoggedOut() {
        ExpressApp.User express = connect.user(browser);
        String sid = express.login("ann").id();
        setWhile("keep", "late", "x", express::logout);

        assertEquals(Map.of(), legacy(sid));
        assertFalse(express.info().exists());
    }

    @Test
    void connect_changesOnBothSides_bothStay() {
        ExpressApp.User express = connect.user(browser);
        express.login("ann");
        HttpBrowser.Response response =
                setWhile("keep", "tomcat", "t", () -> express.set("express", "\"e\""));
        assertEquals(200, response.status());

        Probe.Session session = express.info();
        assertEquals("t", session.text("tomcat"));
        assertEquals("e", session.text("express"));
    }

    /** What no map can hold stays in the text; everything else goes on, on both sides. */
    @Test
    void connect_whatNoMapCanHold_costsNothingElse() {
        int number = 0;
        for (String odd : OddJson.NO_MAP_HOLDS) {
            for (String application : new String[] {"keep", "upgrade"}) {
                String id = "odd-" + version + "-" + number++;
                put(
                        "sess:" + id,
                        2_082_758_400L,
                        "{\"cookie\":{\"originalMaxAge\":1800000,\"path\":\"/\"},"
                                + "\"user\":\"ann\","
                                + odd
                                + "}");
                browser.setCookie(
                        "connect.sid",
                        "/",
                        CookieHeaders.encoded(CookieHeaders.signed(id, "new-secret")));
                Probe user = onTomcat(application);
                assertEquals("ann", user.info().text("user"), odd);
                assertEquals("x", user.set("fromTomcat", "x").text("fromTomcat"), odd);
                if (application.equals("keep")) {
                    // As text: the test's own JSON has a limit to nesting.
                    String onExpress = connect.user(browser).get("op", "info").body();
                    assertTrue(onExpress.contains("\"fromTomcat\":\"x\""), onExpress);
                    assertTrue(legacy(id).get("sess").s().contains(odd), odd);
                }
                Probe.Session moved = user.login("bob");
                assertEquals("bob", user.info().text("user"), odd);
                assertEquals("x", user.info().text("fromTomcat"), odd);
                AttributeValue sess = legacy(moved.id()).get("sess");
                assertTrue(sess.hasM() || sess.s().contains(odd), odd);
                assertTrue(sess.hasM() == false || application.equals("upgrade"), odd);
                user.logout();
                assertFalse(user.info().exists());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.express.Fixture#cases")
    void aCase_isASession(Fixture fixture) {
        String key = fixture.key();
        long end = Instant.now().getEpochSecond() + 86_400;
        put(key, end, fixture.storedText().orElseThrow());
        String[] cookie = fixture.text("cookie").split("=", 2);
        browser.setCookie(cookie[0], "/", cookie[1]);

        Probe user = onTomcat("cases");
        assertEquals("ann", user.info().text("user"));
        assertEquals("x", user.set("fromTomcat", "x").text("fromTomcat"));
        assertEquals("sess:" + user.info().id(), key);
        if (fixture.file().startsWith("F3")) { // a day, and not the context's half an hour
            assertTrue(Long.parseLong(dynamo.item(LEGACY, key).get("expires").n()) >= end);
        }
    }

    // ---- @pwrdrvr/dynamodb-session-store, both at once

    @Test
    void pwrdrvr_whatExpressCreates_tomcatReadsAndChanges() {
        ExpressApp.User express = pwrdrvr.user(browser);
        String sid = fill(express);
        Probe user = onTomcat("shared");
        assertFilled(user.info());

        change(user);
        Probe.Session back = express.info();
        assertEquals(sid, back.id());
        assertChanged(back);

        express.set("fromExpress", "7");
        express.remove("int");
        Probe.Session again = user.info();
        assertEquals("7", again.text("fromExpress"));
        assertEquals("x", again.text("fromTomcat"));
        assertFalse(again.has("int"));
        assertEquals("ann", again.text("user"));
    }

    @Test
    void pwrdrvr_whatTomcatCreates_expressReadsAndChanges() {
        Probe user = onTomcat("shared");
        user.set("before", "x");
        String sid = user.login("ann").id();
        user.set("list", "list", "a,b");
        user.set("map", "map", "m");
        user.set("int", "int", "3");
        user.set("double", "double", "5.0");

        ExpressApp.User express = pwrdrvr.user(browser);
        Probe.Session read = express.info();
        assertEquals(sid, read.id());
        assertEquals("ann", read.text("user"));
        assertEquals("x", read.text("before"));
        assertEquals("[\"a\",\"b\"]", read.text("list"));
        assertEquals("{\"first\":\"m\"}", read.text("map"));
        assertEquals("3", read.text("int"));
        assertEquals("5", read.text("double"));
        assertEquals(1_800_000, read.json().get("originalMaxAge").getAsLong());

        express.set("fromExpress", "{\"a\":[1]}");
        Probe.Session again = user.info();
        assertEquals(sid, again.id());
        assertEquals("{\"a\":[1]}", again.text("fromExpress"));
        assertEquals("ann", again.text("user"));
        assertEquals(1800, again.maxInactive());
    }

    @Test
    void pwrdrvr_whatOnlyJavaHas_doesNotBreakExpress() {
        Probe user = onTomcat("shared");
        user.login("ann");
        user.create();
        user.set("user", "ann");
        String sid = user.set("bean", "bean", "Ann").id();
        user.set("long", "long", "9007199254740993");

        ExpressApp.User express = pwrdrvr.user(browser);
        Probe.Session read = express.info();
        assertEquals("ann", read.text("user"));
        // Reading alone, and the touch that comes with it, destroys nothing.
        assertTrue(user.info().text("bean").startsWith("Cart of Ann"));
        assertEquals("9007199254740993", user.info().text("long"));

        // Writing writes the record whole: see the guide for what is lost.
        express.set("fromExpress", "1");
        Probe.Session after = user.info();
        assertEquals("ann", after.text("user"));
        assertEquals("1", after.text("fromExpress"));
        assertEquals("java.lang.String", after.type("long"));
        assertEquals("java.util.HashMap", after.type("bean"));
        assertTrue(shared(sid).containsKey("expires"));
    }

    @Test
    void pwrdrvr_logOut_onEitherSide_isFinalForBoth() {
        ExpressApp.User express = pwrdrvr.user(browser);
        Probe user = onTomcat("shared");
        express.login("ann");
        assertEquals("ann", user.info().text("user"));
        user.logout();
        assertFalse(express.info().exists());
        assertFalse(user.info().exists());

        express.login("bob");
        assertEquals("bob", user.info().text("user"));
        express.logout();
        assertFalse(user.info().exists());
        assertFalse(express.info().exists());
    }

    @Test
    void pwrdrvr_logInOnTomcat_endsTheOldIdForBoth() {
        ExpressApp.User express = pwrdrvr.user(browser);
        String before = express.login("nobody").id();
        HttpBrowser thief = browser.copy();
        Probe user = onTomcat("shared");
        String after = user.login("ann").id();

        assertNotEquals(before, after);
        assertEquals("ann", express.info().text("user"));
        assertEquals(after, express.info().id());
        assertFalse(pwrdrvr.user(thief).info().exists());
        assertFalse(new Probe(thief, user).info().exists());
    }

    @Test
    void pwrdrvr_changesOnBothSides_tomcatLast_bothStay() {
        ExpressApp.User express = pwrdrvr.user(browser);
        express.login("ann");
        HttpBrowser.Response response =
                setWhile("shared", "tomcat", "t", () -> express.set("express", "\"e\""));
        assertEquals(200, response.status());

        Probe.Session session = express.info();
        assertEquals("t", session.text("tomcat"));
        assertEquals("e", session.text("express"));
        assertEquals("t", onTomcat("shared").info().text("tomcat"));
    }

    @Test
    void pwrdrvr_changesOnBothSides_expressLast_staysASession() {
        ExpressApp.User express = pwrdrvr.user(browser);
        express.login("ann");
        String gate = "express-" + version;
        ExpressApp.User slow = pwrdrvr.user(browser.copy());
        CompletableFuture<Probe.Session> held =
                CompletableFuture.supplyAsync(() -> slow.hold(gate, "express", "\"e\""));
        pwrdrvr.awaitWaiting(gate);
        Probe user = onTomcat("shared");
        user.set("tomcat", "t");
        pwrdrvr.open(gate);
        held.join();

        // Express writes the session whole, as it was when its request began.
        Probe.Session session = user.info();
        assertEquals("e", session.text("express"));
        assertEquals("ann", session.text("user"));
        assertNull(session.text("tomcat"));
        user.set("tomcat", "again");
        assertEquals("again", express.info().text("tomcat"));
    }

    // ---- the cookie

    @Test
    void rotation_bothSecretsAreAccepted_theNewOneSigns() {
        ExpressApp.User express = pwrdrvr.user(browser);
        express.beforeRotation().login("ann");
        assertEquals("ann", onTomcat("shared").info().text("user"));
        assertEquals("ann", express.info().text("user"));
        // An application that knows the new secret only: no session, and no error.
        assertFalse(onTomcat("rotated").info().exists());

        onTomcat("shared").login("bob");
        assertEquals("bob", onTomcat("rotated").info().text("user"));
        assertEquals("bob", express.info().text("user"));
    }

    @Test
    void badSignature_isNoSession_andNoError() {
        String sid = pwrdrvr.user(browser).login("ann").id();
        String cookie = browser.cookie("connect.sid", "/");
        for (String value : CookieHeaders.badlySigned(cookie, sid)) {
            HttpBrowser.Response response =
                    HttpBrowser.getWithCookie(
                            onTomcat("shared").url("op", "info"), "connect.sid=" + value);
            assertEquals(200, response.status(), value);
            assertFalse(response.json().get("session").getAsBoolean(), value);
        }
        assertEquals("ann", onTomcat("shared").info().text("user"));
    }
}
