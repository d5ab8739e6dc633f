package io.github.tomcatdynamodb.it.harness;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;

/**
 * An agent that makes a Tomcat of another kind: its connector's response has the same fields, but
 * the one that is told of a commit has another name.
 */
public final class HiddenHook implements ClassFileTransformer {
    private static final String RESPONSE = "org/apache/coyote/Response";

    private HiddenHook() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(String nothing, Instrumentation instrumentation) {
        instrumentation.addTransformer(new HiddenHook());
    }

    /** The option of a node's JVM. */
    public static String option() {
        Path jar =
                Jars.of(
                        "hidden-hook.jar",
                        Map.of("Premain-Class", HiddenHook.class.getName()),
                        List.of(HiddenHook.class));
        return "-javaagent:" + jar;
    }

    @Override
    public byte[] transform(
            ClassLoader loader,
            String name,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        if (!RESPONSE.equals(name)) {
            return null;
        }
        // ISO 8859-1 brings every byte back. The name of the field is a constant of the class.
        String text = new String(classFile, StandardCharsets.ISO_8859_1);
        return text.replace("\1\0\4hook", "\1\0\4ho_k").getBytes(StandardCharsets.ISO_8859_1);
    }
}
