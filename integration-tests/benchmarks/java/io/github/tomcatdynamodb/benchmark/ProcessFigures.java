package io.github.tomcatdynamodb.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says of a process. */
final class ProcessFigures {

    /** The clock tick of /proc; 100 Hz on every Linux since 2.6. */
    private static final double MICROS_OF_A_TICK = 10_000;

    private ProcessFigures() {}

    /** The CPU time that a process has used until now, in microseconds. */
    static double cpuMicros(long pid) throws IOException {
        return cpuMicros(Path.of("/proc", Long.toString(pid)));
    }

    /** The CPU time that the compilers of a JVM have used until now, in microseconds. */
    static double compilersMicros(long pid) throws IOException {
        List<Path> threads;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            threads = tasks.toList();
        }
        double micros = 0;
        for (Path thread : threads) {
            try {
                if (Files.readString(thread.resolve("comm")).matches("(?s)C[12] Compiler.*")) {
                    micros += cpuMicros(thread);
                }
            } catch (IOException ended) {
                continue;
            }
        }
        return micros;
    }

    private static double cpuMicros(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
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
