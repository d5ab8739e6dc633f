package io.github.tomcatdynamodb.cli;

import java.util.Locale;
import java.util.Map;

/**
 * What became of a record.
 *
 * @param key the beginning of the hash of its key
 * @param kind what became of it
 * @param classes what its session attributes are in Java, by name; for JSON records only
 * @param reason why it cannot be upgraded; empty when it can
 */
record Outcome(String key, Kind kind, Map<String, String> classes, String reason) {

    /** What can become of a record. */
    enum Kind {
        /** A JSON record that {@code --apply} would upgrade. */
        UPGRADABLE,
        /** A JSON record that was upgraded. */
        UPGRADED,
        /** A JSON record that stays as it is: something in it has no place in a DynamoDB map. */
        NOT_REPRESENTABLE,
        /** A JSON record that stays as it is: it would become larger than an item may be. */
        TOO_LARGE,
        /** Left as it is: it cannot be read. */
        DAMAGED,
        /** A JSON record that was changed again and again while it was to be upgraded. */
        CONTENDED,
        /** A JSON record that has expired; DynamoDB deletes it. */
        EXPIRED,
        /** Is a map already: written by Tomcat. */
        FORMAT_1,
        /** Is a map already: written by Express. */
        EXPRESS_MAP,
        /** What a logged-out session leaves behind. */
        LOGGED_OUT,
        /** An item without a session. */
        NO_SESSION,
        /** Its key does not begin with the prefix. */
        OTHER_PREFIX;

        /** Returns whether it is a record that should have been upgraded and was not. */
        boolean isFailure() {
            return switch (this) {
                case NOT_REPRESENTABLE, TOO_LARGE, DAMAGED, CONTENDED -> true;
                default -> false;
            };
        }

        /** Returns the name as it stands in files: {@code notRepresentable}. */
        String inFiles() {
            StringBuilder name = new StringBuilder();
            for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
                name.append(
                        name.isEmpty()
                                ? word
                                : word.substring(0, 1).toUpperCase(Locale.ROOT)
                                        + word.substring(1));
            }
            return name.toString();
        }
    }
}
