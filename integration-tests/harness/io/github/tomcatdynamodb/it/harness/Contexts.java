package io.github.tomcatdynamodb.it.harness;

import java.net.URI;

/** What an administrator writes into {@code context.xml}, for tests that vary it. */
public final class Contexts {
    private Contexts() {}

    /** Every request loads its session first and saves it last. */
    public static String anyNode(String manager, String store) {
        return "<Valve className=\"org.apache.catalina.valves.PersistentValve\"/>\n"
                + sticky(manager, store);
    }

    /** Sessions stay in memory; the Manager's attributes say when they are saved. */
    public static String sticky(String manager, String store) {
        return """
                <Manager className="org.apache.catalina.session.PersistentManager" %s>
                  %s
                </Manager>"""
                .formatted(manager, store);
    }

    /**
     * The same, with so much patience that a machine which is slow for a moment does not look like
     * an outage.
     */
    public static String patientStore(URI endpoint, String table, String attributes) {
        return store(
                endpoint, table, "attemptTimeout=\"20000\" callTimeout=\"60000\" " + attributes);
    }

    /** The store at an endpoint with a table, and further attributes as XML. */
    public static String store(URI endpoint, String table, String attributes) {
        return """
                <Store className="io.github.tomcatdynamodb.DynamoDBStore" tableName="%s"
                      region="%s" endpoint="%s" %s/>"""
                .formatted(table, EmbeddedDynamoDb.REGION, endpoint, attributes);
    }
}
