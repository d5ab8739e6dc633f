package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.DefaultArraySerializers;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import com.esotericsoftware.kryo.util.Util;
import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.types.MapType;
import io.github.tomcatdynamodb.value.types.ScalarType;
import io.github.tomcatdynamodb.value.types.SequenceType;
import io.github.tomcatdynamodb.value.types.ValueType;
import io.github.tomcatdynamodb.value.types.ValueTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The JDK's classes that have been proven to come back from Kryo as from Java serialization, and
 * their numbers.
 */
final class BuiltInClasses {

    /** Below are the numbers of Kryo's own primitives and their wrappers. */
    private static final int FIRST_ID = 10;

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

    static void register(Kryo kryo, Admission admission) {
        for (int id = 0; id < kryo.getNextRegistrationId(); id++) {
            Registration primitive = kryo.getRegistration(id);
            Class<?> type = Util.getWrapperClass(primitive.getType());
            if (!admission.admitsNative(type)) {
                primitive.setSerializer(new NamedSerializers.Refused(type.getName()));
            }
        }
        serializers()
                .forEach(
                        (type, serializer) ->
                                register(
                                        kryo,
                                        type,
                                        admission.admitsNative(type)
                                                ? serializer
                                                : new NamedSerializers.Refused(type.getName())));
    }

    private static Map<Class<?>, Serializer<?>> serializers() {
        Map<Class<?>, Serializer<?>> serializers = new LinkedHashMap<>();
        for (ValueType type : ValueTypes.all()) {
            if (contain(type.javaType())) {
                serializers.put(type.javaType(), serializer(type));
            }
        }
        serializers.putAll(ViewSerializer.all());
        serializers.putAll(ofKryo());
        for (Class<?> type : List.of(String[].class, Object[].class)) {
            serializers.put(type, new NamedSerializers.Arrays(type.getComponentType()));
        }
        return serializers;
    }

    private static Serializer<?> serializer(ValueType type) {
        if (type instanceof ScalarType scalar) {
            return new ScalarSerializer(scalar);
        }
        return type instanceof MapType map
                ? new MapSerializer(map)
                : new SequenceSerializer((SequenceType) type);
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

    /** Those that are exact, and smaller than the native form. */
    private static Map<Class<?>, Serializer<?>> ofKryo() {
        return Map.ofEntries(
                Map.entry(BigDecimal.class, new DefaultSerializers.BigDecimalSerializer()),
                Map.entry(BigInteger.class, new DefaultSerializers.BigIntegerSerializer()),
                Map.entry(UUID.class, new DefaultSerializers.UUIDSerializer()),
                Map.entry(Date.class, new DefaultSerializers.DateSerializer()),
                Map.entry(Instant.class, new TimeSerializers.InstantSerializer()),
                Map.entry(LocalDate.class, new TimeSerializers.LocalDateSerializer()),
                Map.entry(LocalTime.class, new TimeSerializers.LocalTimeSerializer()),
                Map.entry(LocalDateTime.class, new TimeSerializers.LocalDateTimeSerializer()),
                Map.entry(boolean[].class, new DefaultArraySerializers.BooleanArraySerializer()),
                Map.entry(byte[].class, new DefaultArraySerializers.ByteArraySerializer()),
                Map.entry(char[].class, new DefaultArraySerializers.CharArraySerializer()),
                Map.entry(short[].class, new DefaultArraySerializers.ShortArraySerializer()),
                Map.entry(int[].class, new DefaultArraySerializers.IntArraySerializer()),
                Map.entry(long[].class, new DefaultArraySerializers.LongArraySerializer()),
                Map.entry(float[].class, new DefaultArraySerializers.FloatArraySerializer()),
                Map.entry(double[].class, new DefaultArraySerializers.DoubleArraySerializer()));
    }
}
