package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.junit.jupiter.api.Test;

class TomcatConnectionsTest {

    static Context application(StandardEngine engine, String host) {
        StandardHost parent = new StandardHost();
        parent.setName(host);
        parent.setParent(engine);
        StandardContext context = new StandardContext();
        context.setName("/shop");
        context.setParent(parent);
        return context;
    }

    @Test
    void applicationsOfOneTomcat_shareConnections_onWhateverHost() {
        StandardEngine engine = new StandardEngine();

        assertSame(
                TomcatConnections.of(application(engine, "one")),
                TomcatConnections.of(application(engine, "two")));
    }

    @Test
    void twoTomcatsInOneJvm_shareNothing() {
        assertNotSame(
                TomcatConnections.of(application(new StandardEngine(), "one")),
                TomcatConnections.of(application(new StandardEngine(), "one")));
    }
}
