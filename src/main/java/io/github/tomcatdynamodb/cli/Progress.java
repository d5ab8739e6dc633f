package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.text.Messages;
import java.io.PrintStream;
import java.time.Duration;

/**
 * The line that says how far the migration is, how fast, and how long it still takes. On a terminal
 * it is one line that changes; in a log it is a new line now and then.
 */
final class Progress {

    private static final Messages MESSAGES = Messages.of(Progress.class);

    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration IN_LOG = Duration.ofSeconds(10);

    private static final int BAR = 20;

    private final PrintStream err;
    private final boolean terminal;
    private final long expected;
    private final long atStart;
    private final long started = System.nanoTime();
    private long shown = started;

    /**
     * @param expected about how many records there are; 0 if that is not known
     * @param atStart how many were done by earlier runs
     */
    Progress(PrintStream err, long expected, long atStart) {
        this.err = err;
        this.terminal = isTerminal();
        this.expected = expected;
        this.atStart = atStart;
    }

    /** Since JDK 22 there is a console without a terminal, too; a log seldom has the variable. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        String type = System.getenv("TERM");
        return System.console() != null && type != null && !type.equals("dumb");
    }

    void show(long done) {
        long now = System.nanoTime();
        if (terminal) {
            err.print("\r" + line(done, now) + "   ");
        } else if (now - shown >= IN_LOG.toNanos()) {
            shown = now;
            err.println(line(done, now));
        }
    }

    void end(long done) {
        err.println((terminal ? "\r" : "") + line(done, System.nanoTime()) + "   ");
    }

    private String line(long done, long now) {
        return line(done, (double) (now - started) / NANOS);
    }

    String line(long done, double seconds) {
        double rate = (done - atStart) / Math.max(seconds, 0.001);
        long shownRate = Math.round(rate);
        if (expected < done || rate <= 0) {
            return MESSAGES.getString("progress", done, shownRate);
        }
        double part = (double) done / Math.max(expected, 1);
        int bar = (int) (part * BAR);
        return MESSAGES.getString(
                "progress.expected",
                "#".repeat(bar) + ".".repeat(BAR - bar),
                done,
                expected,
                part,
                shownRate,
                left((expected - done) / rate));
    }

    private static String left(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(seconds));
        return left.toHours() > 0
                ? MESSAGES.getString("progress.hours", left.toHours(), left.toMinutesPart())
                : MESSAGES.getString(
                        "progress.minutes", left.toMinutesPart(), left.toSecondsPart());
    }
}
