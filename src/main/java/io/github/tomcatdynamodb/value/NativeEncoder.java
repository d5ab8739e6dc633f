package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.SequenceType.Rule;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes one value as DynamoDB's own kinds of values, if all of it can be written so. For one use.
 *
 * <p>A native form is a tree of at most {@value #DEEPEST} levels. Where a container or another
 * mutable object occurs twice, it is none: identity would be lost.
 */
final class NativeEncoder {

    /**
     * DynamoDB nests 32 deep; the attribute is at the second level of the item, its type entry at
     * the third.
     */
    private static final int DEEPEST = 26;

    private static final StoredValue NULL = StoredValue.untyped(AttributeValue.fromNul(true));
    private static final Comparator<StoredValue> BY_FORM =
            Comparator.comparing((StoredValue stored) -> String.valueOf(stored.type()))
                    .thenComparing(NativeEncoder::text);

    private final Admission admission;
    private final MapTypes maps;
    private final AttributeValueFactory factory;
    private Object firstSeen;
    private Set<Object> seen;
    private Class<?> obstacle;

    NativeEncoder(Admission admission, MapTypes maps, AttributeValueFactory factory) {
        this.admission = admission;
        this.maps = maps;
        this.factory = factory;
    }

    /**
     * The native form of a value.
     *
     * @return null when it has none, see {@link #obstacle}
     * @throws UnstorableValueException when its class, or one nested in it, is not admitted
     */
    StoredValue encode(Object value) {
        return encode(value, 0);
    }

    /** The class of the object that has no native form. */
    Class<?> obstacle() {
        return obstacle;
    }

    private StoredValue encode(Object value, int depth) {
        if (value == null) {
            return NULL;
        }
        Class<?> type = value.getClass();
        if (type == String.class && Escapes.isWellFormed((String) value)) {
            requireAdmitted(type);
            return StoredValue.untyped(factory.text((String) value));
        }
        ScalarType scalar = ScalarTypes.of(type);
        if (scalar != null) {
            requireAdmitted(type);
            StoredValue stored =
                    scalar.mutable() && isSeenBefore(value) ? null : scalar.write().apply(value);
            return stored == null ? none(type) : stored;
        }
        if (value instanceof Enum<?> constant) {
            return encodeEnum(constant);
        }
        if (depth >= DEEPEST) {
            return none(type);
        }
        if (type == byte[].class) {
            return isSeenBefore(value)
                    ? none(type)
                    : StoredValue.untyped(
                            AttributeValue.fromB(SdkBytes.fromByteArray((byte[]) value)));
        }
        String mapName = MapTypes.name(type);
        if (mapName != null) {
            requireAdmitted(type);
            return encodeMap((Map<?, ?>) value, mapName, depth);
        }
        SequenceType sequence = SequenceTypes.of(type);
        if (sequence != null) {
            requireAdmitted(type);
            return encodeSequence(value, sequence, depth);
        }
        return none(type);
    }

    private StoredValue encodeEnum(Enum<?> constant) {
        String className = constant.getDeclaringClass().getName();
        if (!admission.admits(className)) {
            throw refused(className);
        }
        return new StoredValue(
                AttributeValue.fromS(constant.name()),
                AttributeValue.fromS(NativeDecoder.ENUM + ':' + className));
    }

    private StoredValue encodeSequence(Object value, SequenceType type, int depth) {
        String argument = type.argument().apply(value);
        Object[] elements = argument == null ? null : type.elements().apply(value);
        if (elements == null || (!SequenceTypes.isSharedConstant(value) && isSeenBefore(value))) {
            return none(value.getClass());
        }
        StoredValue[] stored = new StoredValue[elements.length];
        for (int i = 0; i < elements.length; i++) {
            Object element = elements[i];
            stored[i] =
                    type.rule() == Rule.ANY || isImmutable(element)
                            ? encode(element, depth + 1)
                            : none(element);
            if (stored[i] == null) {
                return null;
            }
        }
        if (type.rule() == Rule.UNORDERED) {
            Arrays.sort(stored, BY_FORM);
        }
        AttributeValue[] values = new AttributeValue[stored.length];
        for (int i = 0; i < stored.length; i++) {
            values[i] = stored[i].value();
        }
        String own = argument.isEmpty() ? type.name() : type.name() + ':' + argument;
        return new StoredValue(
                factory.list(Arrays.asList(values)), ChildTypes.entry(own, null, stored));
    }

    private StoredValue encodeMap(Map<?, ?> map, String name, int depth) {
        if (!MapTypes.isSharedConstant(map) && isSeenBefore(map)) {
            return none(map.getClass());
        }
        String[] keys = new String[map.size()];
        StoredValue[] values = new StoredValue[keys.length];
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)
                    || key.isEmpty()
                    || !Escapes.isWellFormed(key)) {
                return none(map.getClass());
            }
            StoredValue stored = encode(entry.getValue(), depth + 1);
            if (stored == null) {
                return null;
            }
            Failures.requireUnmodified(i < keys.length);
            keys[i] = key;
            values[i++] = stored;
        }
        Failures.requireUnmodified(i == keys.length);
        String argument = maps.argument(map, name, keys);
        if (argument == null) {
            return none(map.getClass());
        }
        return new StoredValue(
                factory.map(new KeyedValues(keys, values)),
                ChildTypes.entry(own(name, argument), keys, values));
    }

    /** A map without an entry is a HashMap in the order of its sorted keys. */
    private static String own(String name, String argument) {
        if (argument.isEmpty()) {
            return name.equals(MapTypes.HASH) ? null : name;
        }
        return name + ':' + argument;
    }

    /** Of a scalar: what its order is by. */
    private static String text(StoredValue scalar) {
        String text = scalar.value().s();
        return text != null ? text : String.valueOf(scalar.value().n());
    }

    private static boolean isImmutable(Object element) {
        if (element == null || element instanceof Enum) {
            return true;
        }
        ScalarType scalar = ScalarTypes.of(element.getClass());
        return scalar != null && !scalar.mutable();
    }

    /** Whether a mutable object occurs for the second time. */
    private boolean isSeenBefore(Object value) {
        if (firstSeen == null) {
            firstSeen = value;
            return false;
        }
        if (firstSeen == value) {
            return true;
        }
        if (seen == null) {
            seen = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        return !seen.add(value);
    }

    private StoredValue none(Object value) {
        return none(value.getClass());
    }

    private StoredValue none(Class<?> type) {
        obstacle = type;
        return null;
    }

    private void requireAdmitted(Class<?> type) {
        if (!admission.admitsNative(type)) {
            throw refused(type.getName());
        }
    }

    private static UnstorableValueException refused(String className) {
        return new UnstorableValueException(
                UnstorableValueException.Reason.CLASS_REFUSED, className, null);
    }
}
