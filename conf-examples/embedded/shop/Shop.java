package shop;

import io.github.tomcatdynamodb.DynamoDBStore;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.PersistentValve;

/** A program with a Tomcat inside, whose sessions are in DynamoDB and saved with each request. */
public final class Shop {

    private Shop() {}

    /**
     * Serves until the process is asked to end.
     *
     * @param args the AWS region, and the port on 127.0.0.1
     */
    public static void main(String[] args) throws Exception {
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(Integer.parseInt(args[1]));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("shop").toString());
        tomcat.setConnector(connector);

        Context context = tomcat.addContext("", tomcat.getServer().getCatalinaBase().getPath());
        Tomcat.addServlet(context, "visits", new Visits());
        context.addServletMappingDecoded("/", "visits");
        keepSessionsInDynamoDb(context, args[0]);

        tomcat.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat)));
        tomcat.getServer().await();
    }

    private static void keepSessionsInDynamoDb(Context context, String region) {
        DynamoDBStore store = new DynamoDBStore();
        store.setTableName("sessions");
        store.setRegion(region);
        PersistentManager manager = new PersistentManager();
        manager.setStore(store);
        context.setManager(manager);
        context.getPipeline().addValve(new PersistentValve());
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
