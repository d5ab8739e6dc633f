package io.github.tomcatdynamodb.table;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client of DynamoDB for the calls of one table.
 *
 * @param client times calls and tries them again as the table's settings say
 * @param region the region that it calls
 * @param attempts sees every attempt
 * @param caller asks for the ARN of the caller; empty when nobody tells
 * @param closing closes what no other table uses
 */
record OpenClient(
        DynamoDbClient client,
        Region region,
        Attempts attempts,
        Supplier<Optional<String>> caller,
        Runnable closing)
        implements AutoCloseable {

    @Override
    public void close() {
        closing.run();
    }
}
