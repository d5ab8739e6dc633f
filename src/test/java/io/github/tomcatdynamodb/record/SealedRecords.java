package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;

import io.github.tomcatdynamodb.value.seal.Seal;
import io.github.tomcatdynamodb.value.seal.SealKeys;
import io.github.tomcatdynamodb.value.seal.SealMode;
import io.github.tomcatdynamodb.value.seal.SealSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Vector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of sealed records, as a node with the keys sees it and as one without. */
abstract class SealedRecords {
    static final String OLD = key('o');
    static final String NEW = key('n');
    static final long LATER = NOW + 60_000;
    static final long TOUCH = NOW + 600_000;

    Stored plain;
    Stored node;

    private static String key(char id) {
        byte[] secret = Character.toString(id).repeat(32).getBytes(StandardCharsets.US_ASCII);
        return id + ":" + Base64.getEncoder().encodeToString(secret);
    }

    static Seal seal(SealMode mode, boolean acceptUnsealed, String... keys) {
        return new Seal(
                new SealSettings(mode, acceptUnsealed, RecordSeal.paths("email")),
                SealKeys.parse(String.join(" ", keys)));
    }

    @BeforeEach
    void open() {
        plain = new Stored();
        node = plain.sealedBy(seal(SealMode.ENCRYPT, false, NEW));
    }

    @AfterEach
    void close() {
        node.close();
        plain.close();
    }

    void use(Seal seal) {
        node.close();
        node = plain.sealedBy(seal);
    }

    /** What is native and what is bytes. */
    static Map<String, Object> cart(String of) {
        return Map.of("name", of, "cart", new Vector<>(Set.of("cart of " + of)));
    }

    EncodedSession session(String key, long accessed, Map<String, ?> attributes) {
        return new EncodedSession(
                key,
                NOW,
                accessed,
                HALF_AN_HOUR,
                node.encoded(attributes),
                Map.of("principal", node.codec.encode(new Vector<>(Set.of("principal")))));
    }

    void save(EncodedSession session) {
        node.write(
                node.planner().plan(session, Optional.of(load(session.key())), session.accessed()));
    }

    Set<String> readable(String key) {
        return node.live(key).attributes().entrySet().stream()
                .filter(entry -> !entry.getValue().isRefused())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    AttributeValue raw(String key, String name) {
        return node.item(key).get("sess").m().get(name);
    }

    /** What a node remembers that has loaded what it may read. */
    StoredSession load(String key) {
        return StoredSession.loaded(key, node.live(key), readable(key), node.codec::isNative);
    }
}
