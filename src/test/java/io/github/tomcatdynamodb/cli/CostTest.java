package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.cli.Usage.Requests;
import io.github.tomcatdynamodb.jmx.CallFigures;
import io.github.tomcatdynamodb.jmx.SessionFigures;
import io.github.tomcatdynamodb.jmx.StoreMBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {

    private enum Reason {
        TOUCHED,
        CHANGED
    }

    /** The rows of conf-examples/cost.md, which the store itself is held to by another test. */
    @ParameterizedTest
    @CsvSource({"0, 0", "10, 0.055", "60, 0.333", "300, 1"})
    void touches_areAsManyAsTheGuideToCostsSays(double pause, double share) {
        assertEquals(share, new Requests(1, 0, pause, 180).touching(), 0.001);
    }

    @Test
    void usage_ofRequests_isInWholeUnitsForEach() {
        Usage usage = Usage.of(new Requests(1, 0.1, 0, 180), 1800, 0);

        assertEquals(0.5 * Usage.SECONDS, usage.readUnits(), 1);
        assertEquals(0.1 * 2 * Usage.SECONDS, usage.writeUnits(), 1);
        assertEquals(0, usage.touchShare());
    }

    @Test
    void bill_ofAMillionUnitsOfEach_isWhatTheyCost() {
        Bill bill = new Bill(new Usage(1e6, 1e6, 4e5, 2.0 * (1 << 30)), Prices.DEFAULT);

        assertEquals(0.125 + 0.625 + 0.5, bill.onDemand(), 1e-9);
        assertEquals(0.25, bill.touches(), 1e-9);
        // 0.18 and 0.036 at full use, as in the operating guide.
        assertEquals((0.1806 + 0.0361) / 0.7 + 0.5, bill.provisioned(), 1e-3);
    }

    @Test
    void counters_areThoseOfAllStoresOfANode_sinceItsStart() throws Exception {
        // Not this JVM's: the stores of other tests are there.
        MBeanServer node = MBeanServerFactory.newMBeanServer();
        node.registerMBean(
                ManagementFactory.getRuntimeMXBean(),
                new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME));
        SessionFigures sessions = new SessionFigures(Clock.systemUTC(), System::nanoTime);
        CallFigures calls = new CallFigures(Clock.systemUTC());
        calls.answered("GetItem", 1000, 0);
        calls.answered("UpdateItem", 0, 400);
        for (Reason reason : List.of(Reason.TOUCHED, Reason.CHANGED, Reason.TOUCHED)) {
            sessions.written(() -> "", reason, List.of());
        }
        ObjectName name = new ObjectName("CostTest:type=Store,context=/shop");
        node.registerMBean(new StoreMBean(null, null, sessions, calls), name);

        NodeCounters counters = NodeCounters.read(node);

        assertEquals(1000, counters.readUnits());
        assertEquals(400, counters.writeUnits());
        assertEquals(3, counters.writes());
        assertEquals(2, counters.touches());
        assertTrue(counters.seconds() > 0);
    }

    @Test
    void aMonth_isLikeTheTimeSinceTheStart_onAsManyNodes() {
        NodeCounters counters = new NodeCounters(Usage.SECONDS / 10, 100, 40, 4, 1);

        Usage usage = counters.usage(2, 0);

        assertEquals(2000, usage.readUnits(), 1e-6);
        assertEquals(800, usage.writeUnits(), 1e-6);
        assertEquals(0.25, usage.touchShare(), 1e-6);
    }

    @Test
    void cost_ofATable_isFromTheSizeOfItsRecords_andPricesCanBeOthers() {
        SampleRecords records = SampleRecords.newTable();
        assertEquals(Main.USAGE, records.run("cost", " --requests-per-second=1").status());
        records.live(SampleRecords.key("shop", 1), "42");

        CommandLines cost = records.run("cost", " --requests-per-second=200");
        assertEquals(Main.FINE, cost.status(), cost.err());
        assertTrue(cost.out().contains("On demand $"), cost.out());
        assertTrue(cost.out().contains("it would be cheaper"), cost.out());

        JsonObject other =
                JsonParser.parseString(
                                records.run(
                                                "cost",
                                                " --json --requests-per-second=1 --changing=1"
                                                        + " --price-write-million=1"
                                                        + " --price-read-million=0"
                                                        + " --price-storage=0")
                                        .out())
                        .getAsJsonObject();
        assertEquals(Usage.SECONDS / 1e6, other.get("onDemand").getAsDouble(), 1e-6);
    }
}
