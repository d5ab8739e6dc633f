package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.text.NearestWord;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The names of the AWS regions that have DynamoDB, as far as this release of the SDK knows them.
 */
public final class RegionNames {

    private RegionNames() {}

    /** Returns the name that somebody may have meant; empty when it is one. */
    public static Optional<String> nearest(String name) {
        return NearestWord.to(
                name, DynamoDbClient.serviceMetadata().regions().stream().map(Region::id).toList());
    }
}
