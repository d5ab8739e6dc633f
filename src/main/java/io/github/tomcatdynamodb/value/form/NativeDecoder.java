package io.github.tomcatdynamodb.value.form;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.types.MapType;
import io.github.tomcatdynamodb.value.types.MapTypes;
import io.github.tomcatdynamodb.value.types.Numbers;
import io.github.tomcatdynamodb.value.types.Permutation;
import io.github.tomcatdynamodb.value.types.ScalarType;
import io.github.tomcatdynamodb.value.types.SequenceType;
import io.github.tomcatdynamodb.value.types.SequenceTypes;
import io.github.tomcatdynamodb.value.types.TypeEntry;
import io.github.tomcatdynamodb.value.types.ValueTypes;
import java.util.Collection;
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
public final class NativeDecoder {

    static final String ENUM = "enum";

    /** More than DynamoDB nests, less than the stack holds. */
    private static final int DEEPEST = 64;

    private final ClassLoader loader;
    private final Admission admission;

    /**
     * A decoder of the values of one web application.
     *
     * @param loader what finds its enums
     * @param admission which of them may be loaded
     */
    public NativeDecoder(ClassLoader loader, Admission admission) {
        this.loader = loader;
        this.admission = admission;
    }

    /**
     * Returns the value that a native form stands for.
     *
     * @throws UnreadableValueException when a class is at fault
     * @throws RuntimeException when the form is
     */
    public Object decode(StoredValue stored) {
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
            throw new IllegalArgumentException("another type's value");
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
            default -> throw new IllegalArgumentException("another type's value");
        };
    }

    private static Set<Object> distinct(Collection<?> elements) {
        return new HashSet<>(elements);
    }

    private Object decodeScalar(AttributeValue value, TypeEntry type) {
        if (type.hasChildren() || type.name() == null) {
            throw new IllegalArgumentException("another type's value");
        }
        if (type.name().equals(ENUM)) {
            return decodeEnum(value, type.argument());
        }
        return ValueTypes.named(type.name(), ScalarType.class).read().apply(value, type.argument());
    }

    private Object decodeEnum(AttributeValue value, String className) {
        if (className == null || value.s() == null) {
            throw new IllegalArgumentException("another type's value");
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
            throw new IllegalArgumentException("another type's value");
        }
        return Enum.valueOf((Class) type, name);
    }

    private Object decodeList(List<AttributeValue> list, TypeEntry type, int depth) {
        SequenceType sequence =
                type == null || type.name() == null
                        ? SequenceTypes.LIST
                        : ValueTypes.named(type.name(), SequenceType.class);
        TypeEntry.Children types = type == null || !type.hasChildren() ? null : type.children();
        Object[] elements = new Object[list.size()];
        for (int i = 0; i < elements.length; i++) {
            AttributeValue element = list.get(i);
            AttributeValue entry = types == null ? null : types.entry(Integer.toString(i), element);
            try {
                elements[i] = decode(element, entry, depth);
            } catch (UnreadableValueException e) {
                throw e.under("[" + i + "]");
            }
        }
        if (types != null) {
            types.requireAllFound();
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
                throw new IllegalArgumentException("another type's value");
            }
        }
    }

    private Object decodeMap(Map<String, AttributeValue> map, TypeEntry type, int depth) {
        MapType kind =
                type == null || type.name() == null
                        ? MapTypes.HASH
                        : ValueTypes.named(type.name(), MapType.class);
        String argument = argument(type);
        TypeEntry.Children types = type == null || !type.hasChildren() ? null : type.children();
        String[] keys = map.keySet().toArray(new String[0]);
        if (kind.order() == MapType.Order.INSERTION) {
            Permutation.decode(keys, argument);
        }
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            AttributeValue value = map.get(keys[i]);
            AttributeValue entry = types == null ? null : types.entry(keys[i], value);
            try {
                values[i] = decode(value, entry, depth);
            } catch (UnreadableValueException e) {
                // The key may be a secret.
                throw e.under("{}");
            }
        }
        if (types != null) {
            types.requireAllFound();
        }
        return kind.of(argument, keys, values);
    }

    private static String argument(TypeEntry type) {
        return type == null || type.argument() == null ? "" : type.argument();
    }

    private static UnreadableValueException refused(String className) {
        return new UnreadableValueException(
                UnreadableValueException.Reason.CLASS_REFUSED, className, null);
    }
}
