package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.jmx.DynamoDBStoreMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What the stores of a node have counted since its start.
 *
 * @param seconds for how long it runs
 * @param readUnits read units used
 * @param writeUnits write units used
 * @param writes saves that wrote
 * @param touches those of them that wrote nothing but the last access
 */
record NodeCounters(
        double seconds, double readUnits, double writeUnits, long writes, long touches) {

    /**
     * Asks a node.
     *
     * @param address host and port of its JMX
     * @throws IOException if it does not answer
     */
    // Who gives the address is the administrator of both ends.
    @SuppressWarnings("BanJNDI")
    static NodeCounters ask(String address) throws IOException {
        JMXServiceURL url =
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi");
        try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
            return read(connector.getMBeanServerConnection());
        }
    }

    static NodeCounters read(MBeanServerConnection node) throws IOException {
        double readUnits = 0;
        double writeUnits = 0;
        long writes = 0;
        long touches = 0;
        for (ObjectName name : node.queryNames(stores(), null)) {
            DynamoDBStoreMXBean store = JMX.newMXBeanProxy(node, name, DynamoDBStoreMXBean.class);
            readUnits += store.getReadCapacityUnits();
            writeUnits += store.getWriteCapacityUnits();
            Map<String, Long> saves = store.getWrittenSaves();
            writes += saves.values().stream().mapToLong(Long::longValue).sum();
            touches += saves.getOrDefault("touched", 0L);
        }
        RuntimeMXBean runtime = ManagementFactory.getPlatformMXBean(node, RuntimeMXBean.class);
        return new NodeCounters(
                runtime.getUptime() / 1000.0, readUnits, writeUnits, writes, touches);
    }

    private static ObjectName stores() {
        try {
            return new ObjectName("*:type=Store,*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what a month like this costs on so many nodes. */
    Usage usage(int nodes, double bytes) {
        double months = seconds / Usage.SECONDS / nodes;
        double touchShare = writes == 0 ? 0 : (double) touches / writes;
        return new Usage(
                readUnits / months, writeUnits / months, writeUnits / months * touchShare, bytes);
    }
}
