package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example for Prometheus and Grafana, with the real JMX exporter in a node. */
class MonitoringIT {
    private static final Pattern METRIC = Pattern.compile("tomcat_dynamodb_[a-z_]+");

    private static EmbeddedDynamoDb dynamo;
    private static TomcatNode node;
    private static String page;

    @BeforeAll
    static void scrapeANodeThatHasBeenUsed() {
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable("sessions", "id", "expires");
        int port = Ports.free();
        node =
                TomcatNode.of(TomcatVersion.V11)
                        .name("monitoring")
                        .lib(Environment.storeJar())
                        .env("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString())
                        .env("AWS_REGION", EmbeddedDynamoDb.REGION)
                        .option(agent(port))
                        .app(
                                "shop",
                                WebApp.build("probe"),
                                Documents.context(Documents.example("any-node/context.xml"))
                                        .inner())
                        .start();
        Probe user = new Probe(new HttpBrowser(), node, "/shop");
        user.create().set("colour", "blue");
        user.info();
        page = new HttpBrowser().get("http://127.0.0.1:" + port + "/metrics").body();
    }

    @AfterAll
    static void stop() {
        node.close();
        dynamo.close();
    }

    /** As the guide says, but for where the files are. */
    private static String agent(int port) {
        String line =
                Documents.blocks("sh").stream()
                        .flatMap(String::lines)
                        .filter(shown -> shown.contains("-javaagent:"))
                        .findFirst()
                        .orElseThrow();
        String option = line.substring(line.indexOf("-javaagent:"), line.length() - 1);
        String jar = option.substring("-javaagent:".length(), option.indexOf('='));
        return option.replace(
                        jar, Environment.target().resolve("jmx-exporter").resolve(jar).toString())
                .replace(":9404:", ":" + port + ":")
                .replace(
                        "jmx-exporter.yml",
                        Environment.basedir()
                                .resolve("conf-examples/monitoring/jmx-exporter.yml")
                                .toString());
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text)
                .results()
                .map(metric -> metric.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double value(String metric, String labels) {
        return page.lines()
                .filter(line -> line.startsWith(metric + "{"))
                .filter(line -> line.contains("application=\"/shop\""))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('}') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(metric + " " + labels + "\n" + page));
    }

    @Test
    void whatTheStoreCounts_isOnThePageOfTheExporter() {
        assertEquals(1, value("tomcat_dynamodb_serving", "host=\"localhost\""));
        assertTrue(value("tomcat_dynamodb_loads_total", "") >= 1);
        assertEquals(1, value("tomcat_dynamodb_written_saves_total", "reason=\"created\""));
        assertTrue(value("tomcat_dynamodb_calls_total", "operation=\"GetItem\"") >= 1);
        assertTrue(value("tomcat_dynamodb_write_capacity_units_total", "") >= 1);
        assertTrue(value("tomcat_dynamodb_largest_size_bytes", "") > 0);
        assertTrue(value("tomcat_dynamodb_largest_attribute_bytes", "attribute=\"colour\"") > 0);
        double median = value("tomcat_dynamodb_load_seconds", "quantile=\"0.50\"");
        assertTrue(median > 0 && median < 60, "seconds: " + median);
        assertTrue(value("tomcat_dynamodb_save_seconds", "quantile=\"1\"") > 0);
    }

    /** What has not happened in a small test stands in the configuration. */
    @Test
    void dashboardAndAlarms_useMetricsThatThereAre() {
        Set<String> known = metrics(page);
        known.addAll(metrics(Documents.example("monitoring/jmx-exporter.yml")));
        String dashboard = Documents.example("monitoring/grafana-dashboard.json");
        assertFalse(
                JsonParser.parseString(dashboard)
                        .getAsJsonObject()
                        .getAsJsonArray("panels")
                        .isEmpty());
        Set<String> used = metrics(dashboard);
        used.addAll(metrics(Documents.example("monitoring/monitoring.md")));

        used.removeAll(known);
        assertEquals(Set.of(), used);
    }
}
