package io.github.tomcatdynamodb.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Says how to go on when a command is ended by Ctrl-C before it has ended by itself. */
final class HowToGoOn {

    private HowToGoOn() {}

    /** Does something, and says how to go on if the JVM is ended meanwhile. */
    static <T> T during(Callable<T> action, PrintWriter err, String text) throws Exception {
        Thread hook = new Thread(() -> err.println(System.lineSeparator() + text));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return action.call();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the text is being printed.
            return;
        }
    }
}
