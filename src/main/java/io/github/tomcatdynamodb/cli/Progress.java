package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.text.Messages;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The line that says how far a command is, how fast, and how long it still takes. On a terminal it
 * is one line that changes; in a log it is a new line now and then.
 */
final class Progress implements AutoCloseable {

    private static final Messages MESSAGES = Messages.of(Progress.class);

    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration IN_LOG = Duration.ofSeconds(10);

    private static final int WIDTH = 100;

    /** How the library is told that nobody knows how many there are. */
    private static final long UNKNOWN = -1;

    private final PrintWriter err;
    private final boolean terminal;
    private final ProgressBar bar;

    /**
     * Shows nothing yet.
     *
     * @param expected about how many records there are; 0 if that is not known
     * @param atStart how many were done by earlier runs
     */
    Progress(PrintWriter err, long expected, long atStart) {
        this.err = err;
        this.terminal = isTerminal();
        this.bar =
                new ProgressBarBuilder()
                        .setTaskName(MESSAGES.getString("progress"))
                        .setInitialMax(expected > 0 ? expected : UNKNOWN)
                        .startsFrom(atStart, Duration.ZERO)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .setUpdateIntervalMillis((int) (terminal ? ON_TERMINAL : IN_LOG).toMillis())
                        .setConsumer(new DelegatingProgressBarConsumer(this::print, WIDTH))
                        .build();
    }

    /** Since JDK 22 there is a console without a terminal, too; a log seldom has the variable. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        String type = System.getenv("TERM");
        return System.console() != null && type != null && !type.equals("dumb");
    }

    private void print(String line) {
        if (terminal) {
            err.print("\r" + line);
            err.flush();
        } else {
            err.println(line);
        }
    }

    /** So many are done. */
    void show(long done) {
        if (done > bar.getMax()) {
            // DynamoDB's count is hours old.
            bar.maxHint(UNKNOWN);
        }
        bar.stepTo(done);
    }

    /** Shows the last line. */
    @Override
    public void close() {
        bar.close();
        if (terminal) {
            err.println();
        }
    }
}
