package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.RealContents.Content;
import jakarta.enterprise.context.SessionScoped;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kotlin.collections.CollectionsKt;
import org.jboss.weld.context.bound.BoundLiteral;
import org.jboss.weld.context.bound.BoundSessionContext;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real libraries keep in sessions comes back as FileStore would bring it back. */
class RealContentsTest {

    private static ValueCodec codec;

    static Stream<Content> contents() throws Exception {
        return RealContents.all().stream();
    }

    /** Trees of jakarta.json are no values for a session. */
    static Stream<JsonValue> jakartaJson() {
        return Stream.of(
                Json.createObjectBuilder().add("a", 1).build(),
                Json.createArrayBuilder().add("a").build(),
                Json.createValue("text"),
                Json.createValue(1));
    }

    @BeforeAll
    static void open() {
        codec = new ValueCodec(RealContentsTest.class.getClassLoader(), ClassFilter.defaults());
    }

    @AfterAll
    static void close() {
        codec.close();
    }

    private static Object throughFileStore(Object value) {
        try {
            return GraphForm.throughFileStore(value);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Object throughUs(Object value) {
        return codec.decode(DynamoDb.store(codec.encode(value)));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void decode_bringsBackWhatFileStoreBringsBack(Content content) throws Exception {
        Object expected = GraphForm.throughFileStore(content.value());
        Object actual = throughUs(content.value());

        assertEquals(expected.getClass(), actual.getClass(), content + " class");
        if (expected.equals(GraphForm.throughFileStore(content.value()))) {
            assertEquals(expected, actual, content + " equality");
        }
        assertArrayEquals(
                GraphForm.of(expected), GraphForm.of(actual), content + " order, identity, fields");
        if (content.asked() != null) {
            assertEquals(
                    content.asked().apply(expected),
                    content.asked().apply(actual),
                    content + " behaviour");
        }
    }

    /** Less is hardly more than the name of the class, which stands in either form. */
    private static final int MORE_THAN_A_NAME = 200;

    /** Java serialization alone writes what has hooks; those are counted out. */
    @Test
    void encode_ofObjectsOfALibrary_takesAtMostSixtyPercentOfJavaSerialization() throws Exception {
        Map<String, long[]> sizes = new TreeMap<>();
        for (Content content : RealContents.all()) {
            StoredValue stored = codec.encode(content.value());
            long java = SizeTest.javaSize(content.value());
            if (stored.type() != null
                    && stored.type().s() != null
                    && stored.type().s().startsWith("kryo:")
                    && java > MORE_THAN_A_NAME) {
                long[] both = sizes.computeIfAbsent(content.library(), library -> new long[2]);
                both[0] += SizeTest.size(stored.value()) + SizeTest.size(stored.type());
                both[1] += java;
            }
        }
        System.out.println("sizes of real contents, ours and Java's: ");
        sizes.forEach(
                (library, both) -> System.out.println(library + " " + List.of(both[0], both[1])));
        assertTrue(sizes.containsKey("Spring Security"), sizes::toString);
        sizes.forEach(
                (library, both) ->
                        assertTrue(
                                both[0] * 100 <= both[1] * 60,
                                () -> library + ": " + both[0] + " of " + both[1]));
    }

    /**
     * What came back is known not to have changed. Some objects are put in order when they are
     * first read, a Guava list that was a view, or Jackson's numbers; from then on their form stays
     * the same.
     */
    @ParameterizedTest
    @MethodSource("contents")
    void encode_ofWhatCameBack_isTheSameAgain(Content content) {
        StoredValue stored = codec.encode(content.value());
        Object loaded = codec.decode(DynamoDb.store(stored));

        StoredValue again = codec.encode(loaded);
        assertTrue(codec.unchanged(DynamoDb.store(stored), again), content + " unchanged");
        if (codec.isNative(stored)) {
            assertEquals(stored.fingerprint(), again.fingerprint(), content + " form");
        }
        assertEquals(
                again.fingerprint(),
                codec.encode(throughUs(loaded)).fingerprint(),
                content + " form, second time");
    }

    /**
     * The one known difference, of which nobody but the array can tell: {@code Arrays.asList} of an
     * array of Integers comes back with an array of Objects inside.
     */
    @Test
    void decode_ofAFixedListOfNumbers_equalsWhatFileStoreBringsBack() throws Exception {
        List<Integer> list = CollectionsKt.listOf(1, 2);
        Object expected = GraphForm.throughFileStore(list);
        assertEquals(expected, throughUs(list));
        assertEquals(expected.getClass(), throughUs(list).getClass());
    }

    @ParameterizedTest
    @MethodSource("jakartaJson")
    void encode_ofJakartaJson_isRefusedAsFileStoreRefusesIt(JsonValue value) {
        assertFalse(value instanceof Serializable);
        assertThrows(NotSerializableException.class, () -> GraphForm.throughFileStore(value));
        UnstorableValueException e =
                assertThrows(UnstorableValueException.class, () -> codec.encode(value));
        assertEquals(UnstorableValueException.Reason.NOT_SERIALIZABLE, e.reason());
    }

    /** A session-scoped bean of CDI: {@link Serializable}, as it must be. */
    @SessionScoped
    static class Basket implements Serializable {
        private final List<String> articles = new ArrayList<>();

        void add(String article) {
            articles.add(article);
        }

        List<String> articles() {
            return articles;
        }
    }

    @Test
    void decode_bringsBackBeansOfWeld() throws Exception {
        try (WeldContainer container =
                new Weld().disableDiscovery().addBeanClass(Basket.class).initialize()) {
            BoundSessionContext scope =
                    container.select(BoundSessionContext.class, BoundLiteral.INSTANCE).get();
            Basket basket = container.select(Basket.class).get();
            Map<String, Object> session = new HashMap<>();
            in(scope, session, () -> basket.add("book"));
            assertFalse(session.isEmpty());

            Map<String, Object> fileStore = copy(session, RealContentsTest::throughFileStore);
            Map<String, Object> ours = copy(session, RealContentsTest::throughUs);
            for (Map<String, Object> copy : List.of(fileStore, ours)) {
                in(
                        scope,
                        copy,
                        () -> {
                            assertEquals(List.of("book"), basket.articles());
                            // What the proxy stands for is what its copy stands for.
                            Basket proxy = (Basket) throughUs(basket);
                            assertEquals(basket.getClass(), proxy.getClass());
                            proxy.add("lamp");
                            assertEquals(List.of("book", "lamp"), basket.articles());
                        });
            }
            in(scope, session, () -> assertEquals(List.of("book"), basket.articles()));
            for (Map.Entry<String, Object> attribute : session.entrySet()) {
                Object expected = fileStore.get(attribute.getKey());
                assertArrayEquals(
                        GraphForm.of(expected), GraphForm.of(ours.get(attribute.getKey())));
            }
        }
    }

    private static Map<String, Object> copy(
            Map<String, Object> session, UnaryOperator<Object> through) {
        Map<String, Object> copy = new HashMap<>();
        session.forEach((name, value) -> copy.put(name, through.apply(value)));
        return copy;
    }

    private static void in(
            BoundSessionContext scope, Map<String, Object> session, Runnable action) {
        scope.associate(session);
        scope.activate();
        try {
            action.run();
        } finally {
            scope.deactivate();
            scope.dissociate(session);
        }
    }
}
