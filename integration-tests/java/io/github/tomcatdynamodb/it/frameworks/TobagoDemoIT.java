package io.github.tomcatdynamodb.it.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.Trees;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo application of MyFaces Tobago as it comes from Maven Central, with Weld beside it, on
 * two nodes and with the valve in the {@code <Context>}: a form without the secret of its session
 * is ignored.
 */
class TobagoDemoIT {
    private static final String APP = "tobago-demo";
    private static final String DEMO = "tobago-example-demo";
    private static final Pattern CORE = Pattern.compile("tobago-core-(.+)\\.jar");

    private static final String PAGE = "/content/010-input/10-in/In.xhtml";
    private static final String FIELD = "page:mainForm:ireq";

    private static final EmbeddedDynamoDb DYNAMO = EmbeddedDynamoDb.start();
    private static final DynamoDbProxy PROXY = AsItIs.proxy(DYNAMO);
    private static TomcatNode a;
    private static TomcatNode b;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() throws IOException {
        List<Path> libraries = Trees.list(Environment.target().resolve("frameworks/tobago"));
        Path packed = packed(version(libraries));
        assumeTrue(
                Files.exists(packed),
                "Tobago's demo application is not in the local repository: see CONTRIBUTING.md");
        DYNAMO.createTable(APP, "id", "expires");
        PROXY.record(false);
        Path application = Environment.target().resolve("frameworks").resolve(APP);
        try (FileSystem war = FileSystems.newFileSystem(packed)) {
            WebApp.build(war.getPath("/"), application);
        }
        for (Path library : libraries) {
            if (library.getFileName().toString().startsWith("weld")) {
                Files.copy(
                        library, application.resolve("WEB-INF/lib").resolve(library.getFileName()));
            }
        }
        a = node("A", application);
        b = node("B", application);
        TomcatNode.startAll(a, b);
    }

    /** That of the application of {@link FrameworkIT}. */
    private static String version(List<Path> libraries) {
        return libraries.stream()
                .map(library -> CORE.matcher(library.getFileName().toString()))
                .filter(Matcher::matches)
                .map(core -> core.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** The application as it was packed, in Maven's local repository, which Failsafe names. */
    private static Path packed(String version) {
        return Path.of(
                System.getProperty("localRepository"),
                "org/apache/myfaces/tobago",
                DEMO,
                version,
                DEMO + "-" + version + ".war");
    }

    private static TomcatNode node(String name, Path application) {
        return TomcatNode.of(TomcatVersion.V11)
                .name("tobago-demo-" + name)
                .lib(Environment.storeJar())
                .heap("256m")
                .app(
                        APP,
                        application,
                        Contexts.anyNode("", Contexts.patientStore(PROXY.endpoint(), APP, "")))
                .prepare();
    }

    @AfterAll
    static void stop() {
        if (a != null) {
            a.close();
        }
        if (b != null) {
            b.close();
        }
        PROXY.close();
        DYNAMO.close();
    }

    private static Page page(HttpBrowser.Response response, String url) {
        assertEquals(200, response.status(), response::toString);
        return new Page(URI.create(url), response.body());
    }

    private Page get(TomcatNode node) {
        String url = node.url("/" + APP + PAGE);
        return page(browser.get(url), url);
    }

    private Page submit(TomcatNode node, Page page, String value) {
        Map<String, String> form = new HashMap<>(page.hiddenFields());
        form.put(FIELD, value);
        form.put("jakarta.faces.source", button(page));
        String url = node.url("/" + APP + PAGE);
        return page(browser.post(url, form), url);
    }

    /** What the server has taken for the field. */
    private static String value(Page page) {
        Matcher field =
                Pattern.compile("<input [^>]*name='" + FIELD + "'[^>]* value='([^']*)'")
                        .matcher(page.html());
        return field.find() ? field.group(1) : "";
    }

    private static String button(Page page) {
        Matcher button =
                Pattern.compile("<button[^>]* id='(page:mainForm:[^']+)'").matcher(page.html());
        assertTrue(button.find(), page::html);
        return button.group(1);
    }

    @Test
    void forms_onAlternatingNodes_areTaken() {
        Page page = get(a);
        for (int i = 0; i < 8; i++) {
            page = submit(i % 2 == 0 ? b : a, page, "value " + i);
            assertEquals("value " + i, value(page), page::html);
        }
    }

    /** The control of the test above. */
    @ParameterizedTest
    @ValueSource(strings = {"", "made up"})
    void form_withAnotherSecret_isIgnored(String secret) {
        Page page = get(a);
        Map<String, String> form = new HashMap<>(page.hiddenFields());
        String name =
                form.keySet().stream()
                        .filter(field -> field.contains("Secret"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(form));
        form.put(name, secret);
        form.put(FIELD, "forged");
        form.put("jakarta.faces.source", button(page));
        String url = b.url("/" + APP + PAGE);

        HttpBrowser.Response answer = browser.post(url, form);

        assertFalse(answer.body().contains("forged"), answer::body);
    }
}
