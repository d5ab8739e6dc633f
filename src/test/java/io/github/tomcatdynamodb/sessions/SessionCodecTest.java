package io.github.tomcatdynamodb.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LogLines;
import io.github.tomcatdynamodb.jmx.SessionFigures;
import io.github.tomcatdynamodb.record.AccessProof;
import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.Format;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.Stored;
import io.github.tomcatdynamodb.session.Authentication;
import io.github.tomcatdynamodb.session.SessionState;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is said of attributes that cannot be read, and what is encoded. */
class SessionCodecTest {

    private static final String SECRET = "somebody's secret";

    private final LogLines log = new LogLines();
    private final ValueCodec values =
            new ValueCodec(SessionCodecTest.class.getClassLoader(), ClassFilter.defaults());
    private final SessionFigures figures = new SessionFigures(Clock.systemUTC(), System::nanoTime);
    private final SessionCodec codec =
            new SessionCodec(values, figures, new ApplicationLog(log, "localhost/shop"), () -> 0);

    @AfterEach
    void close() {
        values.close();
    }

    private static StoredValue of(String className) {
        return new StoredValue(
                AttributeValue.fromB(SdkBytes.fromUtf8String(SECRET)),
                AttributeValue.fromS("java:" + className));
    }

    private Map<String, Object> attributes(Map<String, StoredValue> unreadable) {
        Map<String, StoredValue> attributes = new HashMap<>(unreadable);
        attributes.put("x", values.encode("1"));
        SessionRecord record =
                new SessionRecord(
                        Stored.basis(Format.TOMCAT, 1, 1, 1800, OptionalLong.empty()),
                        attributes,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Map.of());
        return codec.decode("0123456789", record, ClientAccess.UNASKED, 1).attributes();
    }

    @Test
    void decode_whenAnAttributeCannotBeRead_costsThatOne_andSaysItOnce() {
        Map<String, StoredValue> unreadable = Map.of("cart", of("com.example.Gone"));
        for (int i = 0; i < 3; i++) {
            assertEquals(Map.of("x", "1"), attributes(unreadable));
        }

        assertEquals(1, log.lines().size(), log.lines().toString());
        String line = log.lines().get(0);
        assertTrue(line.startsWith("WARN "), line);
        assertTrue(line.contains("[cart]") && line.contains("[com.example.Gone]"), line);
        assertTrue(!line.contains(SECRET) && !line.contains("0123456789"), line);
    }

    @Test
    void decode_withWhatTheClientShows_isOfThatLastAccess() {
        SessionRecord record =
                new SessionRecord(
                        Stored.basis(Format.TOMCAT, 1, 1000, 1800, OptionalLong.of(9_000_000)),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Map.of());
        ClientAccess client = ClientAccess.of(List.of(AccessProof.of(record.basis(), 70_000)));

        SessionState state = codec.decode("0123456789", record, client, 80_000);

        assertEquals(70_000, state.lastAccessedTime());
        assertEquals(70_000, state.thisAccessedTime());
    }

    @Test
    void decode_saysItForEachAttribute_andForEachClass() {
        attributes(Map.of("cart", of("com.example.Gone"), "user", of("com.example.Gone")));
        attributes(Map.of("cart", of("com.example.AlsoGone")));

        assertEquals(3, log.lines().size(), log.lines().toString());
    }

    @Test
    void encode_whatIsKnownToBeAsItWasLoaded_isNotEncodedAgain() {
        StoredValue loaded = values.encode("as it was loaded");
        SessionState state =
                new SessionState(
                        "0123456789",
                        1,
                        1,
                        1,
                        1800,
                        false,
                        true,
                        Authentication.NONE,
                        Map.of("untouched", "as it was loaded", "asked", "2"));

        Map<String, StoredValue> encoded =
                codec.encode(
                                "key",
                                state,
                                name ->
                                        Optional.of(loaded)
                                                .filter(form -> name.equals("untouched")))
                        .attributes();

        assertSame(loaded, encoded.get("untouched"));
        assertEquals(values.encode("2"), encoded.get("asked"));
    }
}
