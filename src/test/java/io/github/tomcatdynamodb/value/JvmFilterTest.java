package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the operator has given to the JVM as {@code jdk.serialFilter} holds for sessions, too. */
class JvmFilterTest {

    private static final String MONEY = Samples.Money.class.getName();

    private static List<Object> values() {
        return List.of(
                new Vector<>(List.of("a")),
                new Samples.Money("1", "EUR"),
                new ConcurrentLinkedQueue<>(List.of("a")));
    }

    @Test
    void serialFilter_refusesItsClasses_inEachForm_andNoOthers() throws Exception {
        assertEquals(
                List.of(
                        "java:java.util.Vector not read, CLASS_REFUSED java.util.Vector",
                        "kryo:" + MONEY + " not read, CLASS_REFUSED " + MONEY,
                        "java:java.util.concurrent.ConcurrentLinkedQueue read",
                        "not stored, CLASS_REFUSED java.util.Vector",
                        "not stored, CLASS_REFUSED " + MONEY,
                        "stored"),
                run("-Djdk.serialFilter=!java.util.Vector;!" + MONEY));
    }

    @Test
    void withoutAFilter_allAreRead() throws Exception {
        assertEquals(
                List.of(
                        "java:java.util.Vector read",
                        "kryo:" + MONEY + " read",
                        "java:java.util.concurrent.ConcurrentLinkedQueue read",
                        "stored",
                        "stored",
                        "stored"),
                run("-Dno.filter"));
    }

    /** In a JVM of its own, because a JVM has one filter for its life. */
    private static List<String> run(String option) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(option);
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Child.class.getName());
        try (ValueCodec codec = codec()) {
            for (Object value : values()) {
                StoredValue stored = codec.encode(value);
                command.add(stored.type().s());
                byte[] bytes = stored.value().b().asByteArray();
                command.add(Base64.getEncoder().encodeToString(bytes));
            }
        }
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }

    private static ValueCodec codec() {
        return new ValueCodec(JvmFilterTest.class.getClassLoader(), ClassFilter.defaults());
    }

    /** Reads what it is given, then writes the values itself. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            try (ValueCodec codec = codec()) {
                for (int i = 0; i < arguments.length; i += 2) {
                    byte[] bytes = Base64.getDecoder().decode(arguments[i + 1]);
                    StoredValue stored =
                            new StoredValue(
                                    AttributeValue.fromB(SdkBytes.fromByteArray(bytes)),
                                    AttributeValue.fromS(arguments[i]));
                    System.out.println(arguments[i] + " " + read(codec, stored));
                }
                values().forEach(value -> System.out.println(write(codec, value)));
            }
        }

        private static String read(ValueCodec codec, StoredValue stored) {
            try {
                codec.decode(stored);
                return "read";
            } catch (UnreadableValueException e) {
                return "not read, " + e.reason() + " " + e.className();
            }
        }

        private static String write(ValueCodec codec, Object value) {
            try {
                codec.encode(value);
                return "stored";
            } catch (UnstorableValueException e) {
                return "not stored, " + e.reason() + " " + e.className();
            }
        }
    }
}
