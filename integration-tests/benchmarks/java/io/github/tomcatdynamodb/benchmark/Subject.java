package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An application of a running Tomcat, and the sessions that its clients have.
 *
 * @param name of the way in which it keeps sessions, as in the report
 * @param node that runs it
 * @param app its path, without a slash
 * @param behind the process that keeps the sessions; 0 if there is none of its own
 * @param cookies of the sessions, by their size
 */
record Subject(
        String name,
        TomcatNode node,
        String app,
        long behind,
        Map<SessionSize, List<String>> cookies) {

    /** Returns the path of its page. */
    String path() {
        return "/" + app + "/page";
    }

    /** Returns the CPU time that the process behind it has used, in microseconds. */
    double cpuBehind() throws IOException {
        return behind == 0 ? Double.NaN : ProcessFigures.cpuMicros(behind);
    }
}
