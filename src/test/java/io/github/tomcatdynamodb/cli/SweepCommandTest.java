package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.table.SessionTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SweepCommandTest {

    private static final String LIVE = SampleRecords.key("shop", 1);
    private static final String EXPIRED = SampleRecords.key("shop", 2);
    private static final String OTHER_APPLICATION = SampleRecords.key("blog", 3);
    private static final String FOR_EVER = SampleRecords.key("shop", 4);

    /** Without time to live: DynamoDB Local would delete, too. */
    private final SampleRecords records = new SampleRecords(LocalDynamoDb.newTable("id", null));

    @BeforeEach
    void fill() {
        records.live(LIVE, "42");
        records.expired(EXPIRED, "42");
        records.expired(OTHER_APPLICATION, "42");
        records.live(FOR_EVER, "42");
        Map<String, AttributeValue> item =
                new HashMap<>(LocalDynamoDb.dynamo().item(records.table(), FOR_EVER));
        item.remove("expires");
        LocalDynamoDb.dynamo().put(records.table(), item);
    }

    private Set<String> keys() {
        return LocalDynamoDb.dynamo().items(records.table()).stream()
                .map(item -> item.get("id").s())
                .collect(Collectors.toSet());
    }

    @Test
    void sweep_deletesWhatHasExpired_andNothingElse() {
        CommandLines swept = records.run("sweep", " --apply");

        assertEquals("2 expired records of 4 deleted", swept.out().strip(), swept.err());
        assertEquals(Set.of(LIVE, FOR_EVER), keys());
    }

    @Test
    void sweep_ofAnApplication_leavesTheOthers() {
        records.run("sweep", " --apply --prefix=localhost/shop#");

        assertEquals(Set.of(LIVE, FOR_EVER, OTHER_APPLICATION), keys());
    }

    @Test
    void sweep_withoutApply_deletesNothing() {
        CommandLines counted = records.run("sweep", " --json");

        assertEquals("{\"apply\":false,\"expired\":2,\"records\":4}", counted.out().strip());
        assertEquals(4, keys().size());
    }

    @Test
    void deleteExpired_ofASessionThatWasUsedMeanwhile_leavesIt() {
        try (SessionTable table = LocalDynamoDb.open(records.table())) {
            long now = Instant.now().getEpochSecond();

            assertFalse(table.deleteExpired(LIVE, now));
            assertTrue(table.deleteExpired(EXPIRED, now));
        }
        assertEquals(Set.of(LIVE, FOR_EVER, OTHER_APPLICATION), keys());
    }
}
