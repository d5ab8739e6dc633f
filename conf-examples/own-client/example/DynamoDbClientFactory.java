package example;

import io.github.tomcatdynamodb.bundled.software.amazon.awssdk.http.apache5.Apache5HttpClient;
import io.github.tomcatdynamodb.bundled.software.amazon.awssdk.regions.Region;
import io.github.tomcatdynamodb.bundled.software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;

/** Makes a client from the attributes of its {@code <Resource>}. */
public final class DynamoDbClientFactory implements ObjectFactory {

    @Override
    public Object getObjectInstance(
            Object reference, Name name, Context context, Hashtable<?, ?> environment) {
        String region = (String) ((Reference) reference).get("region").getContent();
        return DynamoDbClient.builder()
                .region(Region.of(region))
                // The SDK would look for one, and not find the one that the jar of the store has.
                .httpClient(Apache5HttpClient.create())
                .build();
    }
}
