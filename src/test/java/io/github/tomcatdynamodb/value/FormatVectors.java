package io.github.tomcatdynamodb.value;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values as they stand in the table, as JSON, with what they decode to. {@code main} writes those
 * of a new format; those of one that has been released stay as they are.
 */
public final class FormatVectors {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("basedir", "."), "src/test/resources/format/v1");

    private static final int LONGEST = 4_000;

    /** What only Java serialization writes, and writes the same in every JVM. */
    private static final Set<String> FOR_JAVA =
            Set.of("Records", "EnumSet", "EnumMap", "Other lists of the JDK's");

    /**
     * A stored value with what it decodes to.
     *
     * @param decoded see {@link #describe}
     */
    record Vector(String name, StoredValue stored, String decoded) {
        @Override
        public String toString() {
            return name;
        }
    }

    private FormatVectors() {}

    static List<Vector> all() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.sorted().toList()) {
                JsonArray array = new Gson().fromJson(Files.readString(file), JsonArray.class);
                for (JsonElement element : array) {
                    JsonObject vector = element.getAsJsonObject();
                    vectors.add(
                            new Vector(
                                    file.getFileName() + " " + vector.get("name").getAsString(),
                                    new StoredValue(
                                            value(vector.get("value")),
                                            vector.has("type") ? value(vector.get("type")) : null),
                                    vector.get("decodesTo").getAsString()));
                }
            }
        }
        return vectors;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, JsonArray> files = new LinkedHashMap<>();
        try (ValueCodec codec =
                new ValueCodec(FormatVectors.class.getClassLoader(), ClassFilter.defaults())) {
            for (Catalogue.Entry entry : Catalogue.all()) {
                StoredValue stored = codec.encode(entry.value()).packed();
                String kind =
                        stored.isOpaque() ? stored.type().s().replaceFirst(":.*", "") : "native";
                JsonObject vector = new JsonObject();
                vector.addProperty("name", entry.toString());
                vector.add("value", json(stored.value()));
                if (stored.type() != null) {
                    vector.add("type", json(stored.type()));
                }
                vector.addProperty("decodesTo", describe(codec.decode(stored)));
                boolean isChosen = !kind.equals("java") || FOR_JAVA.contains(entry.type());
                if (isChosen && vector.toString().length() < LONGEST) {
                    files.computeIfAbsent(kind, of -> new JsonArray()).add(vector);
                }
            }
        }
        Files.createDirectories(DIRECTORY);
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        for (Map.Entry<String, JsonArray> file : files.entrySet()) {
            Files.writeString(
                    DIRECTORY.resolve(file.getKey() + ".json"),
                    gson.toJson(file.getValue()) + "\n");
        }
    }

    public static JsonElement json(AttributeValue value) {
        JsonObject json = new JsonObject();
        JsonElement content =
                switch (value.type()) {
                    case S -> new JsonPrimitive(value.s());
                    case N -> new JsonPrimitive(value.n());
                    case BOOL -> new JsonPrimitive(value.bool());
                    case NUL -> new JsonPrimitive(true);
                    case B ->
                            new JsonPrimitive(
                                    Base64.getEncoder().encodeToString(value.b().asByteArray()));
                    case L -> {
                        JsonArray array = new JsonArray();
                        value.l().forEach(element -> array.add(json(element)));
                        yield array;
                    }
                    case M -> {
                        JsonObject map = new JsonObject();
                        value.m().keySet().stream()
                                .sorted()
                                .forEach(key -> map.add(key, json(value.m().get(key))));
                        yield map;
                    }
                    default -> throw new IllegalArgumentException(value.type().toString());
                };
        json.add(value.type().toString(), content);
        return json;
    }

    private static AttributeValue value(JsonElement json) {
        Map.Entry<String, JsonElement> only = json.getAsJsonObject().entrySet().iterator().next();
        JsonElement content = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(content.getAsString());
            case "N" -> AttributeValue.fromN(content.getAsString());
            case "BOOL" -> AttributeValue.fromBool(content.getAsBoolean());
            case "NUL" -> AttributeValue.fromNul(true);
            case "B" ->
                    AttributeValue.fromB(
                            SdkBytes.fromByteArray(
                                    Base64.getDecoder().decode(content.getAsString())));
            case "L" ->
                    AttributeValue.fromL(
                            content.getAsJsonArray().asList().stream()
                                    .map(FormatVectors::value)
                                    .toList());
            case "M" ->
                    AttributeValue.fromM(
                            content.getAsJsonObject().asMap().entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Map.Entry::getKey,
                                                    entry -> value(entry.getValue()))));
            default -> throw new IllegalArgumentException(only.getKey());
        };
    }

    /**
     * A value in words: class and content, hash tables sorted, an object that occurs again as its
     * number.
     */
    public static String describe(Object value) {
        StringBuilder text = new StringBuilder();
        describe(value, new IdentityHashMap<>(), text);
        return text.toString();
    }

    private static void describe(Object value, Map<Object, Integer> seen, StringBuilder text) {
        if (value == null) {
            text.append("null");
            return;
        }
        Class<?> type = value.getClass();
        boolean isPart =
                value instanceof Collection
                        || value instanceof Map
                        || type.isArray()
                        || (!type.getModule().isNamed() && !(value instanceof Enum));
        text.append(isPart || value instanceof Enum ? type.getName() : type.getSimpleName());
        if (!isPart) {
            text.append(' ').append(escaped(value.toString()));
            return;
        }
        Integer number = seen.putIfAbsent(value, seen.size());
        if (number != null) {
            text.append(" #").append(number);
        } else if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach(
                    (key, element) -> entries.add(part(key, seen) + " = " + part(element, seen)));
            append(entries, map.getClass() == HashMap.class || isImmutable(map), text);
        } else if (value instanceof Collection<?> collection) {
            List<String> elements = new ArrayList<>();
            collection.forEach(element -> elements.add(part(element, seen)));
            append(
                    elements,
                    type == HashSet.class || (value instanceof Set && isImmutable(value)),
                    text);
        } else if (type.isArray()) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(part(Array.get(value, i), seen));
            }
            append(elements, false, text);
        } else {
            append(fields(value, seen), false, text);
        }
    }

    private static boolean isImmutable(Object value) {
        return value.getClass().getName().startsWith("java.util.ImmutableCollections");
    }

    private static String part(Object value, Map<Object, Integer> seen) {
        StringBuilder text = new StringBuilder();
        describe(value, seen, text);
        return text.toString();
    }

    private static List<String> fields(Object value, Map<Object, Integer> seen) {
        List<String> fields = new ArrayList<>();
        for (Class<?> level = value.getClass();
                level != null && !level.getModule().isNamed();
                level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    try {
                        field.setAccessible(true);
                        fields.add(field.getName() + " = " + part(field.get(value), seen));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return fields;
    }

    private static void append(List<String> parts, boolean sorted, StringBuilder text) {
        Stream<String> stream = sorted ? parts.stream().sorted() : parts.stream();
        text.append(stream.collect(Collectors.joining(", ", " {", "}")));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : c);
        }
        return escaped.toString();
    }
}
