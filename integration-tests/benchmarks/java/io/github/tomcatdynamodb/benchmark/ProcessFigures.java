package io.github.tomcatdynamodb.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process. */
final class ProcessFigures {

    /** The clock tick of /proc; 100 Hz on every Linux since 2.6. */
    private static final double MICROS_OF_A_TICK = 10_000;

    private ProcessFigures() {}

    /** The CPU time that a process has used until now, in microseconds. */
    static double cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_OF_A_TICK;
    }

    /** The resident memory of this process, in MB. */
    static double residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }
}
