package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Items.CODEC;
import static io.github.tomcatdynamodb.record.Items.live;
import static io.github.tomcatdynamodb.record.Items.ours;
import static io.github.tomcatdynamodb.record.Items.read;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever stands in the table, it is read without harm. */
class DamagedItemsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":",
                "nonsense",
                "[]",
                "[{}]",
                "null",
                "1",
                "\"x\"",
                "{\"a\":1} x",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":undefined}",
                "{\"a\":NaN}"
            })
    void aTextThatIsNoJsonObject_isDamaged_andTheReasonHoldsNothingOfIt(String text) {
        Reading.Damaged damaged =
                assertInstanceOf(Reading.Damaged.class, read(Map.of("sess", s(text))));

        assertFalse(damaged.reason().isBlank());
        assertFalse(damaged.reason().contains("nonsense"), damaged.reason());
    }

    @Test
    void aDeeplyNestedText_isReadOrDamaged_butEndsWell() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        Reading reading =
                assertTimeout(Duration.ofSeconds(10), () -> read(Map.of("sess", s(deep))));

        assertFalse(reading instanceof Reading.Absent);
    }

    /** Anything that DynamoDB can hold, in the places where something else is expected. */
    @RepeatedTest(300)
    void anyItemAtAll_isReadWithoutAnException(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, AttributeValue> item = new HashMap<>(random.nextBoolean() ? ours() : Map.of());
        for (String name : List.of("sess", "tomcat", "expires", "type")) {
            if (random.nextInt(3) > 0) {
                item.put(name, any(random, 4));
            }
        }

        Reading reading = read(item);

        if (reading instanceof Reading.Live live) {
            StoredSession.loaded(
                    "id", live.session(), live.session().attributes().keySet(), CODEC::isNative);
        }
    }

    private static AttributeValue any(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> s("x".repeat(random.nextInt(3)));
            case 1 -> s("{\"cookie\":" + random.nextInt(3) + "}");
            case 2 -> AttributeValue.fromN(random.nextBoolean() ? "1" : "-9.99E+125");
            case 3 -> AttributeValue.fromBool(random.nextBoolean());
            case 4 -> AttributeValue.fromNul(true);
            case 5 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[random.nextInt(3)]));
            case 6 -> AttributeValue.fromSs(List.of("a"));
            case 7 -> AttributeValue.fromL(List.of(any(random, depth - 1)));
            default -> {
                Map<String, AttributeValue> map = new HashMap<>();
                for (String name :
                        List.of(
                                "cookie",
                                "lastModified",
                                "originalMaxAge",
                                "v",
                                "created",
                                "accessed",
                                "maxInactive",
                                "types",
                                "auth",
                                "gone",
                                "value",
                                "type",
                                "principal")) {
                    if (random.nextInt(3) == 0) {
                        map.put(name, any(random, depth - 1));
                    } else if (random.nextInt(3) == 0) {
                        map.put(name, n(1));
                    }
                }
                yield m(map);
            }
        };
    }
}
