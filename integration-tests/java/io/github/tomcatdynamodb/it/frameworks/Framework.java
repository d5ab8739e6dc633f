package io.github.tomcatdynamodb.it.frameworks;

import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The applications: each with the libraries of its framework, in their newest line. */
enum Framework {
    MOJARRA("faces"),
    MYFACES("faces"),
    /** With a secret in the session that every form must bring; for jakarta only. */
    TOBAGO("tobago"),
    WICKET("wicket"),
    SPRING("spring");

    private final String source;

    Framework(String source) {
        this.source = source;
    }

    /** Those that run on a Tomcat. */
    static List<Framework> on(TomcatVersion version) {
        return Stream.of(values())
                .filter(framework -> framework != TOBAGO || !version.isJavax())
                .toList();
    }

    /** Its context path. */
    String path() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /** The application with its libraries; for Tomcat 9, the last line of them for javax. */
    synchronized Path build(TomcatVersion version) {
        String name = name().toLowerCase(Locale.ROOT);
        String libraries = version == TomcatVersion.V9 ? name + "-javax" : name;
        return WebApp.build(
                source,
                name,
                version,
                Environment.target().resolve("frameworks").resolve(libraries));
    }

    /** Somebody new who uses it. */
    Dialogue dialogue(FrameworkNodes nodes) {
        Visitor visitor = new Visitor(nodes, this);
        return switch (this) {
            case MOJARRA, MYFACES -> new FacesDialogue(visitor);
            case TOBAGO -> new TobagoDialogue(visitor);
            case WICKET -> new WicketDialogue(visitor);
            case SPRING -> new SpringDialogue(visitor);
        };
    }
}
