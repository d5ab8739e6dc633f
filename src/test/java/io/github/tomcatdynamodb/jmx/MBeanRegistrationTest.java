package io.github.tomcatdynamodb.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LogLines;
import io.github.tomcatdynamodb.sessions.ApplicationLog;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MBeanRegistrationTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private static Context context(String name) {
        StandardEngine engine = new StandardEngine();
        engine.setName("MBeanRegistrationTest");
        StandardHost host = new StandardHost();
        host.setName("www.example.test");
        host.setParent(engine);
        StandardContext context = new StandardContext();
        context.setName(name);
        context.setParent(host);
        return context;
    }

    private static MBeanRegistration register(Context context) {
        return MBeanRegistration.register(
                new StoreMBean(
                        StoreMBeanTest.STORE,
                        null,
                        new SessionFigures(Clock.systemUTC(), System::nanoTime),
                        new CallFigures(Clock.systemUTC())),
                context,
                new ApplicationLog(new LogLines(), "www.example.test/shop"));
    }

    @ParameterizedTest
    @CsvSource({"/shop, /shop", "'', /", "/shop##2, /shop##2"})
    void itsName_isLikeTomcatsOwn(String contextName, String shown) throws Exception {
        try (MBeanRegistration registration = register(context(contextName))) {
            ObjectName name =
                    new ObjectName(
                            "MBeanRegistrationTest:type=Store,host=www.example.test,context="
                                    + shown);

            assertEquals(Optional.of(name), registration.name());
            assertTrue(SERVER.isRegistered(name));
        }
    }

    @Test
    void close_unregisters() {
        MBeanRegistration registration = register(context("/closed"));
        registration.close();

        assertFalse(SERVER.isRegistered(registration.name().orElseThrow()));
    }

    @Test
    void close_ofOneThatIsNotThereAnyMore_doesNoHarm() throws Exception {
        // Another one had the same name, and has been closed.
        MBeanRegistration first = register(context("/twice"));
        MBeanRegistration second = register(context("/twice"));
        second.close();

        first.close();

        assertFalse(SERVER.isRegistered(first.name().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a,b", "/a=b", "/a:b", "/a*b", "/a?b", "/a\"b"})
    void aContextWhoseNameIsOdd_isRegisteredInQuotes(String name) {
        try (MBeanRegistration registration = register(context(name))) {
            ObjectName registered = registration.name().orElseThrow();

            assertTrue(SERVER.isRegistered(registered));
            assertEquals(name, ObjectName.unquote(registered.getKeyProperty("context")));
        }
    }
}
