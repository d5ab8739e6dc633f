package io.github.tomcatdynamodb.it.history;

import io.github.tomcatdynamodb.it.history.Event.Kind;
import io.github.tomcatdynamodb.it.history.Event.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks in the history of one session for broken promises.
 *
 * <p>A request that was not acknowledged may have been done or not. Requests that overlap and
 * change the same attribute are last-writer-wins: a change may be lost to one that overlaps it.
 * Requests that overlap a change of the id may find no session, because they still come with the
 * old one.
 */
final class Checker {
    private final List<Event> events;
    private final List<Event> appends;
    private final List<Event> logins;
    private final List<Event> logouts;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();

    private Checker(List<Event> events) {
        this.events = events;
        appends = of(Kind.APPEND);
        logins = of(Kind.LOGIN);
        logouts = of(Kind.LOGOUT);
    }

    /** Returns what is wrong with the history of a session, each lost change once. */
    static List<Violation> check(List<Event> history) {
        Checker checker = new Checker(history);
        history.forEach(checker::check);
        return checker.violations;
    }

    private List<Event> of(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    private void check(Event event) {
        // A log-in that fails may have changed the id before, and then the browser must know it:
        // whether there is a session under it is seen by what follows.
        if (!event.isAcknowledged() && event.newCookie() && event.kind() != Kind.LOGIN) {
            report(Violation.Kind.COOKIE_REPLACED, "by a failed " + describe(event));
        }
        if (!event.isAcknowledged() || event.sight() == null || event.kind() == Kind.LOGOUT) {
            return;
        }
        if (event.kind() == Kind.OLD_ID) {
            if (event.sight().present()) {
                report(Violation.Kind.OLD_ID_ALIVE, describe(event));
            }
        } else if (event.sight().present()) {
            checkLogouts(event);
            checkTokens(event);
        } else {
            checkAbsence(event);
        }
    }

    private void checkLogouts(Event event) {
        logouts.stream()
                .filter(logout -> logout.isAcknowledged() && logout.ended() <= event.began())
                .findFirst()
                .ifPresent(
                        logout ->
                                report(
                                        Violation.Kind.LOGGED_OUT_REVIVED,
                                        "%s is seen by %s"
                                                .formatted(describe(logout), describe(event))));
    }

    private void checkAbsence(Event event) {
        boolean loggedOut = logouts.stream().anyMatch(logout -> logout.began() < event.ended());
        boolean changingId =
                logins.stream()
                        .filter(login -> login.began() < event.ended())
                        .anyMatch(
                                login -> login.outcome() == Outcome.LOST || login.overlaps(event));
        if (!loggedOut && !changingId) {
            report(Violation.Kind.USER_LOGGED_OUT, describe(event));
        }
    }

    private void checkTokens(Event event) {
        for (Event append : appends) {
            if (append.isAcknowledged()
                    && !append.isOfAnotherSession()
                    && append.ended() <= event.began()
                    && !contains(event.sight().of(append.attribute()), append.token())
                    && appends.stream().noneMatch(other -> mayHaveOverwritten(other, append))) {
                report(
                        Violation.Kind.CHANGE_LOST,
                        "%s, not seen by %s among %s, %s"
                                .formatted(
                                        describe(append),
                                        describe(event),
                                        Arrays.toString(event.sight().of(append.attribute())),
                                        isSeenAfter(event, append)
                                                ? "but seen later"
                                                : "nor seen later"));
            }
        }
        event.sight()
                .tokens()
                .forEach((attribute, tokens) -> checkOrigin(event, attribute, tokens));
    }

    /** Tells what was hidden for a moment from what is gone. */
    private boolean isSeenAfter(Event event, Event append) {
        return events.stream()
                .filter(later -> later.began() > event.began() && later.sight() != null)
                .anyMatch(later -> contains(later.sight().of(append.attribute()), append.token()));
    }

    private static boolean mayHaveOverwritten(Event other, Event append) {
        return other != append
                && other.attribute().equals(append.attribute())
                && other.overlaps(append);
    }

    private void checkOrigin(Event event, String attribute, int[] tokens) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int token : tokens) {
            counts.merge(token, 1, Integer::sum);
        }
        counts.forEach(
                (token, count) -> {
                    boolean asked =
                            appends.stream()
                                    .anyMatch(
                                            append ->
                                                    append.token() == token
                                                            && append.attribute().equals(attribute)
                                                            && append.began() < event.ended());
                    if (count > 1 || !asked) {
                        report(
                                Violation.Kind.CHANGE_MADE_UP,
                                "%d in %s, %d times".formatted(token, attribute, count));
                    }
                });
    }

    private static boolean contains(int[] tokens, int token) {
        return Arrays.stream(tokens).anyMatch(present -> present == token);
    }

    /** Each lost change is seen by every read that follows, and is reported once. */
    private void report(Violation.Kind kind, String text) {
        if (reported.add(kind + text.split(",", 2)[0])) {
            violations.add(new Violation(kind, text));
        }
    }

    private static String describe(Event event) {
        return "%s %s%s from %d to %d (%s)"
                .formatted(
                        event.kind(),
                        event.attribute(),
                        event.kind() == Kind.APPEND ? " " + event.token() : "",
                        event.began(),
                        event.ended(),
                        event.outcome());
    }
}
