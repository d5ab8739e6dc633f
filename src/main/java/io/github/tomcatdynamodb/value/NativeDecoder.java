package io.github.tomcatdynamodb.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads native forms. An exception that is not ours means that the type entry does not belong to
 * the value.
 */
final class NativeDecoder {

    static final String ENUM = "enum";

    /** More than DynamoDB nests, less than the stack holds. */
    private static final int DEEPEST = 64;

    private final ClassLoader loader;
    private final Admission admission;
    private final MapTypes maps;

    NativeDecoder(ClassLoader loader, Admission admission, MapTypes maps) {
        this.loader = loader;
        this.admission = admission;
        this.maps = maps;
    }

    Object decode(StoredValue stored) {
        return decode(stored.value(), stored.type(), 0);
    }

    private Object decode(AttributeValue value, AttributeValue entry, int depth) {
        TypeEntry type = TypeEntry.of(entry);
        Object decoded =
                switch (value.type()) {
                    case L -> decodeList(value.l(), type, deeper(depth));
                    case M -> decodeMap(value.m(), type, deeper(depth));
                    default -> type == null ? decodeUntyped(value) : decodeScalar(value, type);
                };
        if (decoded != null && !admission.admitsNative(classOf(decoded))) {
            throw refused(decoded.getClass().getName());
        }
        return decoded;
    }

    /** A constant with a body has a class of its own, which is in no bytes. */
    private static Class<?> classOf(Object decoded) {
        return decoded instanceof Enum<?> constant
                ? constant.getDeclaringClass()
                : decoded.getClass();
    }

    private static int deeper(int depth) {
        if (depth >= DEEPEST) {
            throw new IllegalArgumentException();
        }
        return depth + 1;
    }

    private static Object decodeUntyped(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> Numbers.defaultValue(value.n());
            case BOOL -> value.bool();
            case B -> value.b().asByteArray();
            case NUL -> null;
            case SS -> new HashSet<>(value.ss());
            case NS -> distinct(value.ns().stream().map(Numbers::defaultValue).toList());
            case BS -> distinct(value.bs().stream().map(SdkBytes::asByteArray).toList());
            default -> throw new IllegalArgumentException();
        };
    }

    private static Set<Object> distinct(Collection<?> elements) {
        return new HashSet<>(elements);
    }

    private Object decodeScalar(AttributeValue value, TypeEntry type) {
        if (type.hasChildren() || type.name() == null) {
            throw new IllegalArgumentException();
        }
        if (type.name().equals(ENUM)) {
            return decodeEnum(value, type.argument());
        }
        ScalarType scalar = ScalarTypes.named(type.name());
        if (scalar == null) {
            throw new IllegalArgumentException();
        }
        return scalar.read().apply(value, type.argument());
    }

    private Object decodeEnum(AttributeValue value, String className) {
        if (className == null || value.s() == null) {
            throw new IllegalArgumentException();
        }
        if (!admission.admits(className)) {
            throw refused(className);
        }
        try {
            return constant(Class.forName(className, false, loader), value.s());
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_MISSING, className, e);
        } catch (IllegalArgumentException | LinkageError e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, className, e);
        }
    }

    /**
     * The constant of that name.
     *
     * @throws IllegalArgumentException when the class has no such constant, or is no enum
     */
    @SuppressWarnings({
        "unchecked",
        "rawtypes"
    }) // The class is checked, its type argument cannot be known.
    private static Object constant(Class<?> type, String name) {
        if (!type.isEnum()) {
            throw new IllegalArgumentException();
        }
        return Enum.valueOf((Class) type, name);
    }

    private Object decodeList(List<AttributeValue> list, TypeEntry type, int depth) {
        SequenceType sequence =
                type == null || type.name() == null ? null : SequenceTypes.named(type.name());
        if (type != null && type.name() != null && sequence == null) {
            throw new IllegalArgumentException();
        }
        TypeEntry.Children types = type == null || !type.hasChildren() ? null : type.children();
        Object[] elements = new Object[list.size()];
        for (int i = 0; i < elements.length; i++) {
            AttributeValue element = list.get(i);
            AttributeValue entry = types == null ? null : types.entry(Integer.toString(i), element);
            elements[i] = decode(element, entry, depth);
        }
        if (types != null) {
            types.requireAllFound();
        }
        if (sequence == null) {
            return arrayList(elements);
        }
        if (sequence.rule() != SequenceType.Rule.ANY) {
            requireScalars(list);
        }
        return sequence.build().apply(elements, argument(type));
    }

    /** Otherwise it would have no native form. */
    private static void requireScalars(List<AttributeValue> elements) {
        for (AttributeValue element : elements) {
            if (element.type() == AttributeValue.Type.L
                    || element.type() == AttributeValue.Type.M) {
                throw new IllegalArgumentException();
            }
        }
    }

    private static List<Object> arrayList(Object[] elements) {
        List<Object> list = new ArrayList<>(elements.length);
        Collections.addAll(list, elements);
        return list;
    }

    private Object decodeMap(Map<String, AttributeValue> map, TypeEntry type, int depth) {
        String name = type == null || type.name() == null ? MapTypes.HASH : type.name();
        String argument = argument(type);
        TypeEntry.Children types = type == null || !type.hasChildren() ? null : type.children();
        String[] keys = map.keySet().toArray(new String[0]);
        maps.order(keys, name, argument);
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            AttributeValue value = map.get(keys[i]);
            AttributeValue entry = types == null ? null : types.entry(keys[i], value);
            values[i] = decode(value, entry, depth);
        }
        if (types != null) {
            types.requireAllFound();
        }
        return maps.build(name, argument, keys, values);
    }

    private static String argument(TypeEntry type) {
        return type == null || type.argument() == null ? "" : type.argument();
    }

    private static UnreadableValueException refused(String className) {
        return new UnreadableValueException(
                UnreadableValueException.Reason.CLASS_REFUSED, className, null);
    }
}
