package shop;

import io.github.tomcatdynamodb.DynamoDBStore;
import org.apache.catalina.Context;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.valves.PersistentValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Keeps the sessions of Spring Boot's embedded Tomcat in DynamoDB, saved with each request. */
@Component
class SessionsInDynamoDb implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final String table;
    private final String region;

    SessionsInDynamoDb(
            @Value("${sessions.table:sessions}") String table,
            @Value("${sessions.region}") String region) {
        this.table = table;
        this.region = region;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(this::keepSessionsInDynamoDb);
    }

    private void keepSessionsInDynamoDb(Context context) {
        DynamoDBStore store = new DynamoDBStore();
        store.setTableName(table);
        store.setRegion(region);
        PersistentManager manager = new PersistentManager();
        manager.setStore(store);
        context.setManager(manager);
        context.getPipeline().addValve(new PersistentValve());
    }
}
