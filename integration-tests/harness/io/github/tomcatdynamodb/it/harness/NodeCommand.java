package io.github.tomcatdynamodb.it.harness;

import io.github.tomcatdynamodb.it.harness.clock.ClockAgent;
import io.github.tomcatdynamodb.it.harness.embedded.EmbeddedTomcat;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a node is started: a stock one by its own {@code catalina.sh}, an embedded one by the main
 * class that sets it up.
 *
 * @param line the program and its arguments
 * @param environment the variables that it needs
 */
record NodeCommand(List<String> line, Map<String, String> environment) {
    /** As {@code catalina.sh} does, so that Tomcat finds what a stopped application has left. */
    private static final List<String> OPENED =
            List.of(
                    "java.base/java.lang",
                    "java.base/java.lang.reflect",
                    "java.base/java.io",
                    "java.base/java.util",
                    "java.base/java.util.concurrent",
                    "java.rmi/sun.rmi.transport");

    static NodeCommand of(NodeSettings settings, Path home, Path base, int port, Path clock) {
        NodeCommand command =
                settings.version.isEmbedded()
                        ? embedded(settings, base, port, clock)
                        : stock(settings, home, base, clock);
        command.environment().putAll(settings.environment);
        return command;
    }

    private static NodeCommand stock(NodeSettings settings, Path home, Path base, Path clock) {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("CATALINA_HOME", home.toString());
        environment.put("CATALINA_BASE", base.toString());
        environment.put("CATALINA_OPTS", String.join(" ", options(settings, clock)));
        return new NodeCommand(
                List.of(home.resolve("bin/catalina.sh").toString(), "run"), environment);
    }

    private static NodeCommand embedded(NodeSettings settings, Path base, int port, Path clock) {
        Path main = Jars.of("embedded-tomcat.jar", Map.of(), List.of(EmbeddedTomcat.class));
        List<Path> jars = new ArrayList<>(Environment.embedded(settings.version));
        jars.add(main);
        settings.libraries.forEach(jar -> jars.add(base.resolve("lib").resolve(jar.getFileName())));
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        line.addAll(options(settings, clock));
        OPENED.forEach(name -> line.add("--add-opens=" + name + "=ALL-UNNAMED"));
        line.add("-Djava.io.tmpdir=" + base.resolve("temp"));
        line.add("-Djava.util.logging.config.file=" + base.resolve("conf/console.properties"));
        if (!settings.scansLibraries) {
            line.add(
                    "-Dtomcat.util.scan.StandardJarScanFilter.jarsToSkip="
                            + jars.stream()
                                    .map(jar -> jar.getFileName().toString())
                                    .collect(Collectors.joining(",")));
        }
        line.add("-classpath");
        line.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        line.add(EmbeddedTomcat.class.getName());
        line.add(base.toString());
        line.add(Integer.toString(port));
        line.add(Integer.toString(settings.backgroundDelay));
        if (settings.jvmRoute != null) {
            line.add(settings.jvmRoute);
        }
        return new NodeCommand(line, new HashMap<>());
    }

    private static List<String> options(NodeSettings settings, Path clock) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + settings.heap);
        options.add("-XX:+UseSerialGC");
        options.add("-XX:TieredStopAtLevel=1");
        if (settings.clockOffset != null) {
            options.add("-javaagent:" + clockAgent() + "=" + clock);
        }
        options.addAll(settings.options);
        return options;
    }

    private static Path clockAgent() {
        String name = "clock-agent.jar";
        return Jars.of(
                name,
                Map.of("Premain-Class", ClockAgent.class.getName(), "Boot-Class-Path", name),
                ClockAgent.classes());
    }
}
