package io.github.tomcatdynamodb.it.harness.clock;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;

/**
 * Gives a JVM a clock of its own: every class but the JDK's asks {@link NodeClock} for the time.
 * What the JDK asks for itself, such as the time of a log record or of {@code new Date()}, stays
 * true.
 */
public final class ClockAgent implements ClassFileTransformer {
    private static final String OWN = "io/github/tomcatdynamodb/it/harness/clock/";

    private ClockAgent() {}

    /** Returns what the agent consists of. */
    public static List<Class<?>> classes() {
        return List.of(ClockAgent.class, ClockFile.class, NodeClock.class, TimeCalls.class);
    }

    /**
     * Called by the JVM before {@code main}.
     *
     * @param file the {@link ClockFile}
     */
    public static void premain(String file, Instrumentation instrumentation) {
        NodeClock.use(new ClockFile(Path.of(file)));
        instrumentation.addTransformer(new ClockAgent());
    }

    @Override
    public byte[] transform(
            ClassLoader loader,
            String name,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        boolean isJdk = loader == null || loader == ClassLoader.getPlatformClassLoader();
        return isJdk || name == null || name.startsWith(OWN)
                ? null
                : new TimeCalls(classFile).redirected();
    }
}
