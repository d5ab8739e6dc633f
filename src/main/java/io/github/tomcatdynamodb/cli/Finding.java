package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.text.Messages;

/**
 * What a check has found about one thing.
 *
 * @param level whether something is to be done
 * @param subject what was looked at
 * @param text how it is
 * @param advice what to do; empty for nothing
 */
record Finding(Level level, String subject, String text, String advice) {

    private static final Messages MESSAGES = Messages.of(Finding.class);

    /** Whether something is to be done. */
    enum Level {
        OK,
        /** Works, but may not be what is wanted. */
        NOTE,
        /** Does not work, or not for long. */
        WRONG
    }

    /**
     * Returns a finding in words.
     *
     * @param key of a message; what follows its first line is the advice
     */
    static Finding of(Level level, String subject, String key, Object... arguments) {
        String[] lines = MESSAGES.getString("check." + key, arguments).split("\n", 2);
        return new Finding(level, subject, lines[0], lines.length == 1 ? "" : lines[1]);
    }
}
