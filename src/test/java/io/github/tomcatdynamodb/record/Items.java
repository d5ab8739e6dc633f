package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items, and what is read of them. */
final class Items {
    private Items() {}

    static final ValueCodec CODEC =
            new ValueCodec(Items.class.getClassLoader(), ClassFilter.defaults());

    static final ItemReader READER = new ItemReader(Stored.SETTINGS, CODEC);

    static Reading read(Map<String, AttributeValue> item) {
        return READER.read(item, NOW, HALF_AN_HOUR, LargeContents.NONE);
    }

    static SessionRecord live(Map<String, AttributeValue> item) {
        return assertInstanceOf(Reading.Live.class, read(item)).session();
    }

    static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }

    static Map<String, AttributeValue> ours() {
        return Map.of(
                "id", s("secret-key"),
                "sess", m(Map.of("a", s("1"), "b", s("2"))),
                "expires", n(NOW / 1000 + 100),
                "tomcat",
                        m(
                                Map.of(
                                        "v", n(1),
                                        "created", n(NOW - 2000),
                                        "accessed", n(NOW - 1000),
                                        "maxInactive", n(60),
                                        "types", m(Map.of("b", s("Exotic"))))));
    }

    static Map<String, AttributeValue> oursWith(String name, AttributeValue value) {
        return with(ours(), "tomcat", m(with(ours().get("tomcat").m(), name, value)));
    }
}
