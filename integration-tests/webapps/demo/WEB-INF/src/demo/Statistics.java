package demo;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Properties;
import javax.management.JMException;
import javax.management.ObjectName;

/** What this node's store shows of itself over JMX. */
public final class Statistics {
    private static final String NAME = "Catalina:type=Store,host=localhost,context=/demo";

    private Statistics() {}

    /** As a properties file, with the saves of one session, which is named by its hash. */
    public static String text(String session) throws IOException {
        Properties properties = new Properties();
        try {
            ObjectName name = new ObjectName(NAME);
            properties.setProperty("readUnits", attribute(name, "ReadCapacityUnits").toString());
            properties.setProperty("writeUnits", attribute(name, "WriteCapacityUnits").toString());
            String[] saves = (String[]) attribute(name, "RecentSaves");
            for (int i = 0; i < saves.length; i++) {
                if (saves[i].split(" ", 3)[1].equals(session)) {
                    properties.setProperty("save." + i, saves[i]);
                }
            }
        } catch (JMException e) {
            throw new IOException(NAME, e);
        }
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }

    private static Object attribute(ObjectName name, String attribute) throws JMException {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
    }
}
