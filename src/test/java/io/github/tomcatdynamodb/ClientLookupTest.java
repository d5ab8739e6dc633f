package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Hashtable;
import javax.naming.NamingException;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.core.StandardService;
import org.apache.naming.NamingContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ClientLookupTest {

    private final StandardEngine engine = new StandardEngine();
    private final Context application = application(engine);

    private static Context application(StandardEngine engine) {
        StandardServer server = new StandardServer();
        StandardService service = new StandardService();
        server.addService(service);
        service.setContainer(engine);
        return TomcatConnectionsTest.application(engine, "localhost");
    }

    static void addGlobalResource(Engine engine, String name, Object resource) {
        try {
            NamingContext resources = new NamingContext(new Hashtable<>(), "global");
            resources.bind(name, resource);
            ((StandardServer) engine.getService().getServer()).setGlobalNamingContext(resources);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String problem(String name) {
        return assertThrows(
                        LifecycleException.class, () -> new ClientLookup(application).find(name))
                .getMessage();
    }

    @Test
    void aServerWithoutResources_saysHowToAddOne() {
        String message = problem("dynamodb");

        assertTrue(message.contains("<Resource name=\"dynamodb\">"), message);
        assertTrue(message.contains("[/shop]"), message);
    }

    @Test
    void noResourceOfThatName_saysHowToAddIt() {
        addGlobalResource(engine, "other", "a text");

        assertTrue(problem("dynamodb").contains("<Resource name=\"dynamodb\">"));
    }

    @Test
    void aResourceOfAnotherClass_isNamed_withTheOneThatItMustBe() {
        addGlobalResource(engine, "dynamodb", "a text");
        String message = problem("dynamodb");

        assertTrue(message.contains("[java.lang.String]"), message);
        assertTrue(message.contains("[" + DynamoDbClient.class.getName() + "]"), message);
    }
}
