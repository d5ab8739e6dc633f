package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.DefaultArraySerializers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JDK's classes that have been proven to come back from Kryo as from Java serialization, and
 * their numbers.
 */
final class BuiltInClasses {

    /** Below are the numbers of Kryo's own primitives and their wrappers. */
    private static final int FIRST_ID = 10;

    static final int STRING_ID = 1;

    /** The place is the number in stored bytes: append only. */
    private static final List<String> NAMES =
            List.of(
                    "java.util.ArrayList",
                    "java.util.HashMap",
                    "java.util.LinkedHashMap",
                    "java.util.HashSet",
                    "java.util.LinkedHashSet",
                    "java.util.TreeMap",
                    "java.util.TreeSet",
                    "java.util.LinkedList",
                    "java.util.ArrayDeque",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.util.Arrays$ArrayList",
                    "java.util.Collections$EmptyList",
                    "java.util.Collections$EmptySet",
                    "java.util.Collections$EmptyMap",
                    "java.util.Collections$SingletonList",
                    "java.util.Collections$SingletonSet",
                    "java.util.Collections$SingletonMap",
                    "java.util.ImmutableCollections$List12",
                    "java.util.ImmutableCollections$ListN",
                    "java.util.ImmutableCollections$Set12",
                    "java.util.ImmutableCollections$SetN",
                    "java.util.ImmutableCollections$Map1",
                    "java.util.ImmutableCollections$MapN",
                    "[Z",
                    "[B",
                    "[C",
                    "[S",
                    "[I",
                    "[J",
                    "[F",
                    "[D",
                    "[Ljava.lang.String;",
                    "[Ljava.lang.Object;",
                    "java.math.BigDecimal",
                    "java.math.BigInteger",
                    "java.util.UUID",
                    "java.util.Date",
                    "java.sql.Date",
                    "java.sql.Time",
                    "java.sql.Timestamp",
                    "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalTime",
                    "java.time.LocalDateTime",
                    "java.time.OffsetDateTime",
                    "java.time.OffsetTime",
                    "java.time.ZonedDateTime",
                    "java.time.Duration",
                    "java.time.Period",
                    "java.time.Year",
                    "java.time.YearMonth",
                    "java.time.MonthDay",
                    "java.time.ZoneOffset",
                    "java.time.ZoneRegion",
                    "java.util.Locale",
                    "java.util.Currency",
                    "java.net.URI",
                    "java.util.regex.Pattern",
                    "java.util.concurrent.atomic.AtomicInteger",
                    "java.util.concurrent.atomic.AtomicLong",
                    "java.util.concurrent.atomic.AtomicBoolean",
                    "java.util.Collections$UnmodifiableCollection",
                    "java.util.Collections$UnmodifiableList",
                    "java.util.Collections$UnmodifiableRandomAccessList",
                    "java.util.Collections$UnmodifiableSet",
                    "java.util.Collections$UnmodifiableMap");

    private static final Set<String> NAME_SET = Set.copyOf(NAMES);

    private BuiltInClasses() {}

    static boolean contain(Class<?> type) {
        return NAME_SET.contains(type.getName());
    }

    static void register(Kryo kryo, MapTypes maps) {
        kryo.register(String.class, new TextSerializer(), STRING_ID);
        for (SequenceType type :
                SequenceTypes.all().filter(type -> !type.javaType().isArray()).toList()) {
            register(kryo, type.javaType(), new SequenceSerializer(type));
        }
        register(kryo, TreeSet.class, new TreeSetSerializer());
        ViewSerializer.all().forEach((type, serializer) -> register(kryo, type, serializer));
        for (Class<?> type : MapTypes.all()) {
            register(kryo, type, new MapSerializer(MapTypes.name(type), maps));
        }
        for (ScalarType type : ScalarTypes.all().toList()) {
            if (contain(type.javaType())) {
                register(kryo, type.javaType(), new ScalarSerializer(type));
            }
        }
        CompactSerializers.all().forEach((type, serializer) -> register(kryo, type, serializer));
        arrays().forEach(
                        (type, serializer) ->
                                register(kryo, type, new BoundedSerializer<>(serializer)));
        for (Class<?> type : List.of(String[].class, Object[].class)) {
            register(kryo, type, new ReferenceArraySerializer(type.getComponentType()));
        }
    }

    /** Names that no class was registered for, which would be a mistake. */
    static List<String> unregistered(Kryo kryo) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if (kryo.getRegistration(FIRST_ID + i) == null) {
                names.add(NAMES.get(i));
            }
        }
        return names;
    }

    private static void register(Kryo kryo, Class<?> type, Serializer<?> serializer) {
        int place = NAMES.indexOf(type.getName());
        if (place < 0) {
            throw new IllegalStateException(type.getName());
        }
        kryo.register(new Registration(type, serializer, FIRST_ID + place));
    }

    private static Map<Class<?>, Serializer<?>> arrays() {
        return Map.of(
                boolean[].class, new DefaultArraySerializers.BooleanArraySerializer(),
                byte[].class, new DefaultArraySerializers.ByteArraySerializer(),
                char[].class, new DefaultArraySerializers.CharArraySerializer(),
                short[].class, new DefaultArraySerializers.ShortArraySerializer(),
                int[].class, new DefaultArraySerializers.IntArraySerializer(),
                long[].class, new DefaultArraySerializers.LongArraySerializer(),
                float[].class, new DefaultArraySerializers.FloatArraySerializer(),
                double[].class, new DefaultArraySerializers.DoubleArraySerializer());
    }
}
