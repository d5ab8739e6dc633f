package io.github.tomcatdynamodb.it.history;

import java.util.Map;

/**
 * A request and what came of it, as one of a session's clients saw it. Times are those of one
 * monotonic clock.
 *
 * @param kind what was asked
 * @param attribute the attribute that is appended to; empty unless it is {@link Kind#APPEND}
 * @param token what is appended, different for each request of a session
 * @param began before the request was sent, and before its cookie was chosen
 * @param ended when its answer, or the news that there will be none, had come
 * @param outcome what is known of its effect
 * @param sight what the answer showed; null without an answer of the application
 * @param newCookie whether the answer set a session cookie
 */
record Event(
        Kind kind,
        String attribute,
        int token,
        long began,
        long ended,
        Outcome outcome,
        Sight sight,
        boolean newCookie) {

    /** What was asked. */
    enum Kind {
        /** The session's first request, which makes it. */
        CREATE,
        READ,
        APPEND,
        /** The session gets another id. */
        LOGIN,
        LOGOUT,
        /** A read with an id that the session has left, after the change was acknowledged. */
        OLD_ID
    }

    /** What is known of a request's effect. */
    enum Outcome {
        /** It was answered with success. */
        ACKNOWLEDGED,
        /** It was answered with a server error: it may have been done or not. */
        FAILED,
        /** It was not answered: it may have been done or not, and whatever it set is unknown. */
        LOST
    }

    /**
     * What an answer shows of the session.
     *
     * @param present whether the application saw this session
     * @param tokens of each attribute in their order
     */
    record Sight(boolean present, Map<String, int[]> tokens) {
        static final Sight ABSENT = new Sight(false, Map.of());

        int[] of(String attribute) {
            return tokens.getOrDefault(attribute, new int[0]);
        }
    }

    boolean isAcknowledged() {
        return outcome == Outcome.ACKNOWLEDGED;
    }

    /** Whether it found no session under the id it came with, and worked with a new one. */
    boolean isOfAnotherSession() {
        return sight != null && !sight.present();
    }

    /** Whether there was a moment at which both were under way. */
    boolean overlaps(Event other) {
        return began < other.ended && other.began < ended;
    }

    static Event of(Kind kind, long began, long ended, Outcome outcome, Sight sight) {
        return new Event(kind, "", 0, began, ended, outcome, sight, false);
    }

    static Event append(
            String attribute, int token, long began, long ended, Outcome outcome, Sight sight) {
        return new Event(Kind.APPEND, attribute, token, began, ended, outcome, sight, false);
    }
}
