package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.AjpClient;
import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions end at their timeout, to the minute, although nothing is written for hours, with {@code
 * lastAccess="cookie"}; and who has no such cookie gains nothing by that.
 */
class LastAccessIT extends LastAccessTest {
    // ---- With its cookie

    @ParameterizedTest
    @ValueSource(strings = {APP, SEALED, EVENTUAL})
    void session_withItsCookie_livesForHoursWithoutAWrite_andEndsToTheMinute_onTheOtherNode(
            String application) {
        assertLivesWithoutAWrite_andEnds(newUser(application), application, 7);
    }

    /** It is used a moment before each timeout, on the nodes in turns, and then not at all. */
    private static void assertLivesWithoutAWrite_andEnds(
            Probe user, String application, int requests) {
        ApiCalls writes =
                writesOf(
                        application,
                        () -> {
                            for (int i = 0; i < requests; i++) {
                                pass(TIMEOUT.minus(RESOLUTION));
                                Probe there = user.at(nodes.alternating(i));
                                assertEquals("Ann", there.info().text("name"));
                            }
                        });
        assertEquals(0, writes.size(), writes::toString);

        pass(TIMEOUT.plus(GRACE).plus(RESOLUTION));
        assertFalse(livesAnywhere(user));
    }

    @Test
    void session_usedOnceMoreWithoutANewCookie_isNeverEndedEarly() {
        Probe user = newUser();
        pass(TIMEOUT.minusMinutes(1));
        assertTrue(user.info().exists());
        String told = access(user);
        pass(Duration.ofSeconds(12));
        assertTrue(user.at(nodes.b()).info().exists());
        assertEquals(told, access(user), "not set again so soon");

        pass(TIMEOUT.minus(RESOLUTION));
        assertTrue(user.info().exists());
        assertNotEquals(told, access(user));
    }

    @Test
    void session_isWrittenAgainAfterHours_beforeItsRecordEnds() {
        Probe user = newUser();
        String id = user.cookie();
        long first = expires(id);
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofMinutes(25));
            assertTrue(user.at(nodes.alternating(i)).info().exists());
        }

        assertTrue(expires(id) > first);
        pass(TIMEOUT.plus(GRACE).plus(RESOLUTION));
        assertFalse(livesAnywhere(user));
    }

    private static long expires(String id) {
        return Long.parseLong(nodes.record(APP, id).get("expires").n());
    }

    @Test
    void login_keepsTheTime_andLogout_isFinal() {
        Probe user = newUser();
        pass(TIMEOUT.minusMinutes(1));
        user.at(nodes.b()).login("ann");
        for (int i = 0; i < 3; i++) {
            pass(TIMEOUT.minusMinutes(1));
            assertEquals("ann", user.at(nodes.alternating(i)).info().text("user"));
        }
        Probe thief = with(user.browser().copy(), user);
        // A thief was told nothing, and may see what is a moment old.
        nodes.proxy().lagOff();
        user.logout();

        assertFalse(livesAnywhere(thief));
        pass(Duration.ofMinutes(1));
        assertFalse(livesAnywhere(thief));
    }

    // ---- Without it

    @Test
    void bareId_isJudgedByTheRecordAlone() {
        Probe user = newUser();
        Probe thief = with(user.browser().copyOf("JSESSIONID"), user);
        pass(Duration.ofMinutes(20));
        assertTrue(user.info().exists());
        pass(TIMEOUT.minusMinutes(20).plus(RESOLUTION));

        assertFalse(livesAnywhere(thief));
        // Whom the thief was told nothing of, it has cost nothing.
        assertTrue(user.info().exists());
    }

    /** The control of the test above. */
    @Test
    void bareId_withinTheTimeout_isWorthWhatItIsToday() {
        Probe user = newUser();
        Probe other = with(user.browser().copyOf("JSESSIONID"), user);
        pass(TIMEOUT.minus(RESOLUTION));

        assertTrue(other.at(nodes.b()).info().exists());
    }

    @Test
    void oldCookie_gainsNothing() {
        Probe user = newUser();
        pass(Duration.ofMinutes(10));
        assertTrue(user.info().exists());
        Probe thief = with(user.browser().copy(), user);
        pass(Duration.ofMinutes(20));
        assertTrue(user.at(nodes.b()).info().exists());
        pass(TIMEOUT.minusMinutes(20).plus(GRACE).plus(RESOLUTION));

        assertFalse(livesAnywhere(thief));
        assertTrue(user.info().exists());
    }

    @Test
    void forgedCookie_andThatOfAnotherSession_gainNothing() {
        Probe user = newUser();
        Probe mallory = newUser();
        pass(Duration.ofMinutes(20));
        assertTrue(user.info().exists());
        assertTrue(mallory.info().exists());
        pass(Duration.ofMinutes(15));
        assertTrue(mallory.info().exists());
        String[] old = access(user).split("\\.");
        String now = access(mallory).split("\\.")[0];

        for (String forged :
                List.of(
                        access(mallory),
                        now + "." + old[1],
                        now + ".AAAAAAAAAAAAAAAAAAAAAA",
                        now,
                        "zzzzzzzzzzzz." + old[1],
                        "zzzzzzzzzzzzzzzzzzzz." + old[1],
                        "")) {
            Probe thief = with(user.browser().copyOf("JSESSIONID"), user);
            thief.browser().setCookie(ACCESS, "/" + APP, forged);
            assertFalse(livesAnywhere(thief), forged);
        }
        assertTrue(user.info().exists());
    }

    @Test
    void forgedCookieBesideTheTrueOne_doesNoHarm() {
        Probe user = newUser();
        pass(Duration.ofMinutes(25));
        assertTrue(user.info().exists());
        pass(Duration.ofMinutes(10));
        user.browser().setCookie(ACCESS, "/", "zzzzzz.AAAAAAAAAAAAAAAAAAAAAA");

        assertTrue(user.info().exists());
    }

    @Test
    void urlRewrittenSession_isTouchedAsEver_andLivesItsTimeout() {
        // Replicas do not lag for a minute.
        nodes.proxy().lagOff();
        Probe user = newUser();
        String url =
                user.url("op", "info")
                        .replace("probe.jsp?", "probe.jsp;jsessionid=" + user.cookie() + "?");
        ApiCalls writes =
                writesOf(
                        APP,
                        () -> {
                            for (int i = 0; i < 12; i++) {
                                pass(Duration.ofMinutes(1));
                                assertTrue(exists(url));
                            }
                        });
        assertEquals(4, writes.size(), writes::toString);

        // Two minutes after the last touch.
        pass(TIMEOUT.minus(RESOLUTION));
        assertTrue(exists(url));
        pass(TIMEOUT.plusMinutes(3).plus(RESOLUTION));
        assertFalse(exists(url));
    }

    private static boolean exists(String url) {
        return new Probe.Session(new HttpBrowser().get(url).json()).exists();
    }

    /** So it cannot be told the time, and the record must keep it. */
    @Test
    void sessionUsedOnlyWhenTheAnswerHasBegunToLeave_isTouchedAsEver() {
        Probe user = newUser();
        for (int i = 0; i < 4; i++) {
            pass(TIMEOUT.minus(RESOLUTION));
            Probe here = user.at(nodes.alternating(i));
            HttpBrowser.Response answer =
                    here.browser().get(here.url().replaceFirst("probe.jsp.*", "late.jsp"));
            assertEquals("session: true", answer.body().strip(), "after " + i);
        }
        // Two in a row, the second of which is not written.
        pass(Duration.ofMinutes(2));
        user.browser().get(user.url().replaceFirst("probe.jsp.*", "late.jsp"));
        pass(TIMEOUT.minus(RESOLUTION));
        assertTrue(user.info().exists());
    }

    // ---- Other ways to ask

    @ParameterizedTest
    @ValueSource(strings = {"dispatch", "complete"})
    void asynchronousAnswer_tellsTheTime(String end) {
        Probe user = newUser();
        for (int i = 0; i < 3; i++) {
            String told = access(user);
            pass(TIMEOUT.minus(RESOLUTION));
            Probe here = user.at(nodes.alternating(i));
            // What is set is what is there: nothing changes.
            String page = "async.jsp?name=name&value=Ann&end=" + end;
            HttpBrowser.Response answer =
                    here.browser().get(here.url().replaceFirst("probe.jsp.*", page));

            assertEquals(200, answer.status(), "after " + i);
            assertNotEquals(told, access(user), "after " + i);
        }
    }

    @Test
    void answerOverAjp_tellsTheTime() {
        Probe user = newUser();
        String path = "/" + APP + "/probe.jsp";
        for (int i = 0; i < 3; i++) {
            String told = access(user);
            pass(TIMEOUT.minus(RESOLUTION));
            AjpClient.Response answer =
                    AjpClient.get(ajpPorts.get(i % 2), path, "op=info", user.browser());

            assertTrue(answer.body().contains("Ann"), answer::body);
            assertNotEquals(told, access(user), "after " + i);
        }
    }

    // ---- Applications that share something

    /** Tomcat asks each version for the session, before anybody knows what the client keeps. */
    @Test
    void sessionOfAnOldVersion_staysWithIt_forHoursWithoutAWrite() {
        for (TomcatNode node : List.of(nodes.a(), nodes.b())) {
            node.managerText("stop?path=/" + VERSIONS + "&version=2");
        }
        Probe user = newUser(VERSIONS);
        for (TomcatNode node : List.of(nodes.a(), nodes.b())) {
            node.managerText("start?path=/" + VERSIONS + "&version=2");
        }
        assertLivesWithoutAWrite_andEnds(user, VERSIONS, 4);
    }

    @Test
    void applicationsWithOneSessionCookie_keepTheirTimesApart() {
        Probe one = user(ONE);
        one.set("name", "Ann");
        Probe other = new Probe(one.browser(), nodes.a(), "/" + OTHER);
        other.set("name", "Bea");
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofMinutes(14));
            assertEquals("Ann", one.at(nodes.alternating(i)).info().text("name"));
            pass(Duration.ofMinutes(14));
            assertEquals("Bea", other.at(nodes.alternating(i)).info().text("name"));
        }
    }

    // ---- What it costs

    @ParameterizedTest
    @ValueSource(strings = {APP, RECORD})
    void requestsAMinuteApart_costWriteUnits(String application) {
        // Replicas do not lag for a minute.
        nodes.proxy().lagOff();
        Probe user = user(application);
        user.set("name", "Ann");
        int requests = 300;
        ApiCalls writes =
                writesOf(
                        application,
                        () -> {
                            for (int i = 0; i < requests; i++) {
                                passQuickly(Duration.ofMinutes(1));
                                assertTrue(user.at(nodes.alternating(i)).info().exists());
                            }
                        });
        // A record of less than 1 KB.
        double units = (double) writes.size() / requests;
        System.out.printf(
                "%s, 60 s between requests: %d writes of %d requests, %.4f write units a request%n",
                application, writes.size(), requests, units);
        if (application.equals(APP)) {
            assertTrue(units <= 0.02, () -> units + " write units a request");
        } else {
            assertEquals(1.0 / 3, units, 0.01);
        }
    }

    @Test
    void recordAlone_tellsNoTime() {
        Probe user = user(RECORD);
        user.set("name", "Ann");

        assertNull(user.browser().cookie(ACCESS, "/" + RECORD));
    }
}
