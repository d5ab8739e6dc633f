package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.jmx.DynamoDBStoreMXBean;
import io.github.tomcatdynamodb.table.TableException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMX;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

/** What the store counts, as JMX shows it. */
class StoreStatisticsTest extends OwnStores {
    @Test
    void itsStatistics_areSeenFromStartToStop() throws Exception {
        TestNode node = start();
        DynamoDBStoreMXBean statistics =
                JMX.newMXBeanProxy(
                        ManagementFactory.getPlatformMBeanServer(),
                        new ObjectName(mbeanName(node)),
                        DynamoDBStoreMXBean.class);
        String id = node.create(session -> session.setAttribute("x", "1"));
        node.request(id, session -> session.setAttribute("x", "2"));
        node.request(id, session -> session.getAttribute("x"));
        node.load("0123456789");
        node.load("0123456789");
        node.open(id).orElseThrow().expire();

        assertEquals(Map.of("created", 1L, "changed", 1L), statistics.getWrittenSaves());
        assertEquals(1, statistics.getUnwrittenSaves());
        assertEquals(3, statistics.getLoads());
        assertEquals(1, statistics.getMisses());
        assertEquals(0, statistics.getStrongRereads());
        assertEquals(1, statistics.getRemovals());
        assertEquals(0, statistics.getDroppedSaves());
        assertEquals(Map.of(), statistics.getFailures());
        assertEquals(4L, statistics.getCalls().get("GetItem"));
        assertEquals(2L, statistics.getCalls().get("PutItem"));
        assertEquals(3.0, statistics.getWriteCapacityUnits());
        assertTrue(statistics.getRecentSaves().stream().noneMatch(line -> line.contains(id)));

        nodes.clear();
        node.close();
        assertFalse(isRegistered(mbeanName(node)));
    }

    @Test
    void failures_areCountedByKind() throws Exception {
        TestNode node = start();
        node.proxy().inject(FaultRule.always(Fault.throttling()).on("GetItem"));
        assertThrows(TableException.class, () -> node.store().load("0123456789"));

        Object failures =
                ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(new ObjectName(mbeanName(node)), "Failures");

        assertInstanceOf(TabularData.class, failures);
        assertTrue(failures.toString().contains("throttled"), failures.toString());
    }
}
