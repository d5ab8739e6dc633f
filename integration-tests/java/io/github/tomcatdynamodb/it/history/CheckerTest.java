package io.github.tomcatdynamodb.it.history;

import static io.github.tomcatdynamodb.it.history.Event.Outcome.ACKNOWLEDGED;
import static io.github.tomcatdynamodb.it.history.Event.Outcome.FAILED;
import static io.github.tomcatdynamodb.it.history.Event.Outcome.LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.history.Event.Kind;
import io.github.tomcatdynamodb.it.history.Event.Outcome;
import io.github.tomcatdynamodb.it.history.Event.Sight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories made by hand. */
class CheckerTest {

    private static Event append(int token, long began, long ended, Outcome outcome) {
        return Event.append("a", token, began, ended, outcome, null);
    }

    private static Event login(long began, long ended, Outcome outcome) {
        return Event.of(Kind.LOGIN, began, ended, outcome, null);
    }

    private static Event logout(long began, long ended, Outcome outcome) {
        return Event.of(Kind.LOGOUT, began, ended, outcome, null);
    }

    private static Event read(long began, long ended, int... tokens) {
        Sight sight = new Sight(true, Map.of("a", tokens));
        return Event.of(Kind.READ, began, ended, ACKNOWLEDGED, sight);
    }

    private static Event absent(long began, long ended) {
        return Event.of(Kind.READ, began, ended, ACKNOWLEDGED, Sight.ABSENT);
    }

    private static List<Violation.Kind> violations(Event... history) {
        return Checker.check(List.of(history)).stream().map(Violation::kind).toList();
    }

    private static void assertFine(Event... history) {
        assertEquals(List.of(), violations(history));
    }

    private static void assertViolated(Violation.Kind kind, Event... history) {
        assertEquals(List.of(kind), violations(history));
    }

    @Test
    void whatWasAcknowledgedMustBeSeen() {
        assertFine(append(1, 0, 1, ACKNOWLEDGED), read(2, 3, 1));
        assertViolated(Violation.Kind.CHANGE_LOST, append(1, 0, 1, ACKNOWLEDGED), read(2, 3));
    }

    @Test
    void whatWasDoneInANewSessionNeedNotBeSeenInTheOldOne() {
        assertFine(
                login(0, 3, ACKNOWLEDGED),
                Event.append("a", 1, 0, 1, ACKNOWLEDGED, Sight.ABSENT),
                read(4, 5));
    }

    @Test
    void aLostChangeIsReportedOnce() {
        assertViolated(
                Violation.Kind.CHANGE_LOST, append(1, 0, 1, ACKNOWLEDGED), read(2, 3), read(4, 5));
        assertEquals(
                2,
                violations(append(1, 0, 1, ACKNOWLEDGED), append(2, 2, 3, ACKNOWLEDGED), read(4, 5))
                        .size());
    }

    @Test
    void aReadThatBeganBeforeTheAcknowledgementMayMissIt() {
        assertFine(append(1, 0, 3, ACKNOWLEDGED), read(2, 4));
    }

    @Test
    void whatWasNotAcknowledgedMayBeSeenOrNot() {
        for (Outcome outcome : new Outcome[] {FAILED, LOST}) {
            assertFine(append(1, 0, 1, outcome), read(2, 3));
            assertFine(append(1, 0, 1, outcome), read(2, 3, 1));
        }
    }

    @Test
    void aChangeMayBeLostToOneThatOverlapsIt() {
        assertFine(append(1, 0, 3, ACKNOWLEDGED), append(2, 1, 4, ACKNOWLEDGED), read(5, 6, 2));
        assertFine(append(1, 0, 3, ACKNOWLEDGED), append(2, 1, 4, FAILED), read(5, 6, 2));
    }

    @Test
    void aChangeMustNotBeLostToOneThatDoesNotOverlapIt() {
        assertViolated(
                Violation.Kind.CHANGE_LOST,
                append(1, 0, 1, ACKNOWLEDGED),
                append(2, 2, 3, ACKNOWLEDGED),
                read(4, 5, 2));
        assertViolated(
                Violation.Kind.CHANGE_LOST,
                append(1, 0, 1, FAILED),
                append(2, 2, 3, ACKNOWLEDGED),
                read(4, 5, 1));
    }

    @Test
    void aChangeMustNotBeLostToOneOfAnotherAttribute() {
        // The read sees neither, so both are lost.
        assertEquals(
                List.of(Violation.Kind.CHANGE_LOST, Violation.Kind.CHANGE_LOST),
                violations(
                        append(1, 0, 3, ACKNOWLEDGED),
                        Event.append("b", 2, 1, 4, ACKNOWLEDGED, null),
                        read(5, 6)));
    }

    @Test
    void anAppendSeesTheChangesBeforeIt() {
        Sight sight = new Sight(true, Map.of("a", new int[] {2}));
        assertViolated(
                Violation.Kind.CHANGE_LOST,
                append(1, 0, 1, ACKNOWLEDGED),
                Event.append("a", 2, 2, 3, ACKNOWLEDGED, sight));
    }

    @Test
    void nothingIsMadeUpOrDoubled() {
        assertViolated(Violation.Kind.CHANGE_MADE_UP, read(2, 3, 1));
        assertViolated(
                Violation.Kind.CHANGE_MADE_UP, append(1, 0, 1, ACKNOWLEDGED), read(2, 3, 1, 1));
        assertViolated(Violation.Kind.CHANGE_MADE_UP, read(2, 3, 1), append(1, 4, 5, ACKNOWLEDGED));
    }

    @Test
    void aLogOutIsFinal() {
        assertFine(logout(0, 1, ACKNOWLEDGED), absent(2, 3));
        assertFine(read(0, 3), logout(1, 2, ACKNOWLEDGED));
        assertViolated(Violation.Kind.LOGGED_OUT_REVIVED, logout(0, 1, ACKNOWLEDGED), read(2, 3));
    }

    @Test
    void aLogOutThatWasNotAcknowledgedMayHaveHappened() {
        assertFine(logout(0, 1, FAILED), read(2, 3), absent(4, 5));
        assertFine(logout(0, 1, LOST), absent(2, 3));
    }

    @Test
    void nobodyIsLoggedOutByAnythingElse() {
        assertViolated(Violation.Kind.USER_LOGGED_OUT, absent(0, 1));
        assertViolated(Violation.Kind.USER_LOGGED_OUT, absent(0, 1), logout(2, 3, ACKNOWLEDGED));
        assertViolated(Violation.Kind.USER_LOGGED_OUT, login(0, 1, ACKNOWLEDGED), absent(2, 3));
        assertViolated(Violation.Kind.USER_LOGGED_OUT, login(0, 1, FAILED), absent(2, 3));
    }

    @Test
    void requestsWithTheOldIdFindNothing() {
        assertFine(login(0, 3, ACKNOWLEDGED), absent(1, 4));
        assertFine(login(0, 1, LOST), absent(2, 3));
        Sight sight = new Sight(true, Map.of());
        assertViolated(
                Violation.Kind.OLD_ID_ALIVE,
                login(0, 1, ACKNOWLEDGED),
                Event.of(Kind.OLD_ID, 2, 3, ACKNOWLEDGED, sight));
        assertFine(
                login(0, 1, ACKNOWLEDGED), Event.of(Kind.OLD_ID, 2, 3, ACKNOWLEDGED, Sight.ABSENT));
    }

    @Test
    void aFailedLogInMayGiveTheIdThatTheSessionHasBeenStoredUnder() {
        assertFine(new Event(Kind.LOGIN, "", 0, 0, 1, FAILED, null, true));
    }

    @Test
    void aFailedRequestLeavesTheCookie() {
        assertViolated(
                Violation.Kind.COOKIE_REPLACED,
                new Event(Kind.READ, "", 0, 0, 1, FAILED, null, true));
        assertFine(new Event(Kind.READ, "", 0, 0, 1, ACKNOWLEDGED, null, true));
    }
}
