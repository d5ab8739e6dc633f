package io.github.tomcatdynamodb.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tools see of a store. */
class StoreMBeanTest {

    /** One that has nothing to say. */
    static final AdministeredStore STORE =
            new AdministeredStore() {
                @Override
                public String version() {
                    return "1";
                }

                @Override
                public Map<String, String> settings() {
                    return Map.of("touchAfter", "180");
                }

                @Override
                public void change(String setting, String value) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public boolean isSuspended() {
                    return false;
                }

                @Override
                public Map<String, String> tableState() {
                    return Map.of("state", "there");
                }

                @Override
                public Map<String, String> checkTable() {
                    return tableState();
                }

                @Override
                public long unsealedValues() {
                    return 0;
                }
            };

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final SessionFigures sessions = new SessionFigures(Clock.systemUTC(), System::nanoTime);
    private final CallFigures calls = new CallFigures(Clock.systemUTC());
    private ObjectName name;

    @BeforeEach
    void register() throws Exception {
        name = new ObjectName("StoreMBeanTest:type=Store");
        server.registerMBean(
                new DescribedMBean(new StoreMBean(STORE, null, sessions, calls)), name);
    }

    @AfterEach
    void unregister() throws Exception {
        server.unregisterMBean(name);
    }

    private static Stream<MBeanFeatureInfo> features(MBeanInfo info) {
        return Stream.of(
                        Arrays.stream(info.getAttributes()),
                        Arrays.stream(info.getOperations()),
                        Arrays.stream(info.getOperations())
                                .map(MBeanOperationInfo::getSignature)
                                .flatMap(Arrays::stream))
                .flatMap(feature -> feature);
    }

    @Test
    void everyAttributeOperationAndParameter_hasADescription() throws Exception {
        MBeanInfo info = server.getMBeanInfo(name);

        assertTrue(info.getDescription().startsWith("Sessions in DynamoDB"));
        assertTrue(info.getAttributes().length > 20);
        List<String> missing =
                features(info)
                        .filter(
                                feature ->
                                        feature.getDescription().startsWith("Cannot find message"))
                        .map(MBeanFeatureInfo::getName)
                        .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void whatIsAsked_isToldFromWhatActs() throws Exception {
        Map<String, Integer> impacts =
                Arrays.stream(server.getMBeanInfo(name).getOperations())
                        .collect(
                                Collectors.toMap(
                                        MBeanOperationInfo::getName,
                                        MBeanOperationInfo::getImpact,
                                        (one, other) -> one));

        assertEquals(
                Map.of(
                        "checkTable",
                        MBeanOperationInfo.INFO,
                        "show",
                        MBeanOperationInfo.INFO,
                        "expire",
                        MBeanOperationInfo.ACTION),
                impacts);
    }

    @Test
    void whatHasNeverFailed_hasNoLastFailure() throws Exception {
        assertEquals("serving", server.getAttribute(name, "State"));
        assertNull(server.getAttribute(name, "LastFailure"));
        assertNull(server.getAttribute(name, "LastFailureTime"));
    }

    @Test
    void maps_areTables() throws Exception {
        calls.answered("GetItem", 0.5, 0);
        sessions.loadTook(2_000_000);

        TabularData counted = (TabularData) server.getAttribute(name, "Calls");
        assertEquals(1L, counted.get(new Object[] {"GetItem"}).get("value"));
        TabularData took = (TabularData) server.getAttribute(name, "LoadMilliseconds");
        assertEquals(2.0, (double) took.get(new Object[] {"p50"}).get("value"), 0.02);
        assertFalse(took.isEmpty());
    }
}
