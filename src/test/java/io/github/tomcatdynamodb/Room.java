package io.github.tomcatdynamodb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** What one package may use beside itself and what is common. */
record Room(String name, List<String> knows) {
    static final String ROOT = "io.github.tomcatdynamodb";

    private static final String SDK_MODEL = "software.amazon.awssdk.services.dynamodb.model";

    /** What any package may use. */
    private static final List<String> COMMON =
            List.of("java..", "org.apache.juli.logging", ROOT + ".text");

    static final List<Room> ALL =
            List.of(
                    Room.of("session", "org.apache.catalina", "org.apache.catalina.session"),
                    Room.of(
                            "record",
                            ROOT + ".value.seal",
                            ROOT + ".value",
                            ROOT + ".express",
                            ROOT + ".table",
                            "software.amazon.awssdk.core",
                            SDK_MODEL),
                    Room.of(
                            "value",
                            ROOT + ".value.form",
                            ROOT + ".value.java",
                            ROOT + ".value.kryo",
                            ROOT + ".value.limits",
                            ROOT + ".value.types",
                            "software.amazon.awssdk.core",
                            SDK_MODEL),
                    Room.of(
                            "value.form",
                            ROOT + ".value",
                            ROOT + ".value.limits",
                            ROOT + ".value.types",
                            "software.amazon.awssdk.core",
                            SDK_MODEL),
                    Room.of(
                            "value.kryo",
                            ROOT + ".value",
                            ROOT + ".value.limits",
                            ROOT + ".value.types",
                            "com.esotericsoftware..",
                            "org.objenesis..",
                            SDK_MODEL),
                    Room.of("value.java", ROOT + ".value", ROOT + ".value.limits"),
                    Room.of("value.types", ROOT + ".value", SDK_MODEL),
                    Room.of("value.limits", ROOT + ".value"),
                    Room.of(
                            "value.seal",
                            ROOT + ".value",
                            "javax.crypto..",
                            "software.amazon.awssdk.core",
                            SDK_MODEL),
                    Room.of(
                            "express",
                            "com.fasterxml.jackson.core..",
                            "javax.crypto..",
                            "org.apache.tomcat.util.buf",
                            "org.apache.tomcat.util.http"),
                    Room.of(
                            "table",
                            "software.amazon.awssdk..",
                            "dev.failsafe..",
                            "org.reactivestreams",
                            "org.slf4j.."),
                    Room.of("text"),
                    Room.of(
                            "sessions",
                            ROOT + ".session",
                            ROOT + ".record",
                            ROOT + ".value",
                            ROOT + ".table",
                            "org.apache.catalina",
                            "org.apache.catalina.authenticator",
                            "org.apache.tomcat.util.res",
                            SDK_MODEL),
                    Room.of(
                            "request",
                            ROOT + ".sessions",
                            ROOT + ".session",
                            ROOT + ".record",
                            ROOT + ".table",
                            "org.apache.catalina..",
                            "org.apache.coyote",
                            "org.apache.tomcat.util.buf",
                            "org.apache.tomcat.util.http",
                            "org.apache.tomcat.util.res"),
                    Room.of(
                            "jmx",
                            ROOT + ".sessions",
                            ROOT + ".table",
                            "org.apache.tomcat.util.res",
                            "javax.management..",
                            "org.HdrHistogram",
                            "org.apache.catalina"));

    static Room of(String name, String... knows) {
        return new Room(name, List.of(knows));
    }

    ArchRule rule() {
        String[] allowed =
                Stream.of(COMMON, knows, List.of(ROOT + "." + name))
                        .flatMap(List::stream)
                        .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .as(name + " knows only " + knows);
    }
}
