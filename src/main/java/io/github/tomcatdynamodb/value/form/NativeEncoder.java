package io.github.tomcatdynamodb.value.form;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.limits.Failures;
import io.github.tomcatdynamodb.value.types.Escapes;
import io.github.tomcatdynamodb.value.types.MapType;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import io.github.tomcatdynamodb.value.types.Permutation;
import io.github.tomcatdynamodb.value.types.ScalarType;
import io.github.tomcatdynamodb.value.types.SequenceType;
import io.github.tomcatdynamodb.value.types.SequenceType.Rule;
import io.github.tomcatdynamodb.value.types.SequenceTypes;
import io.github.tomcatdynamodb.value.types.ValueType;
import io.github.tomcatdynamodb.value.types.ValueTypes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes one value as DynamoDB's own kinds of values, if all of it can be written so. For one use.
 *
 * <p>A native form is a tree of at most {@value #DEEPEST} levels. Where a container or another
 * mutable object occurs twice, it is none: identity would be lost.
 */
public final class NativeEncoder {

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
    private final AttributeValueFactory factory;

    // A session has few containers, mostly one.
    private Object firstSeen;
    private Set<Object> seen;

    /** An encoder under a filter. */
    public NativeEncoder(Admission admission, AttributeValueFactory factory) {
        this.admission = admission;
        this.factory = factory;
    }

    /**
     * Returns the native form of a value.
     *
     * @throws OtherFormException when it has none
     * @throws UnstorableValueException when a class is not admitted
     */
    public StoredValue encode(Object value) {
        return encode(value, 0);
    }

    private StoredValue encode(Object value, int depth) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String text && Escapes.isWellFormed(text)) {
            return StoredValue.untyped(factory.text(text));
        }
        if (value instanceof Enum<?> constant) {
            return encodeEnum(constant);
        }
        Class<?> type = value.getClass();
        if (type == byte[].class) {
            requireOnce(value);
            return StoredValue.untyped(factory.bytes(((byte[]) value).clone()));
        }
        ValueType known = ValueTypes.of(type);
        if (known == null) {
            throw new OtherFormException(type);
        }
        if (!admission.admitsNative(type)) {
            throw new UnstorableValueException(
                    UnstorableValueException.Reason.CLASS_REFUSED, type.getName(), null);
        }
        if (known instanceof ScalarType scalar) {
            return encodeScalar(value, scalar);
        }
        if (depth >= DEEPEST) {
            throw new OtherFormException(type);
        }
        return known instanceof MapType map
                ? encodeMap((Map<?, ?>) value, map, depth)
                : encodeSequence(value, (SequenceType) known, depth);
    }

    private StoredValue encodeScalar(Object value, ScalarType scalar) {
        if (scalar.mutable()) {
            requireOnce(value);
        }
        StoredValue stored = scalar.write().apply(value);
        if (stored == null) {
            throw new OtherFormException(value.getClass());
        }
        return stored;
    }

    private StoredValue encodeEnum(Enum<?> constant) {
        String className = constant.getDeclaringClass().getName();
        if (!admission.admits(className)) {
            throw new UnstorableValueException(
                    UnstorableValueException.Reason.CLASS_REFUSED, className, null);
        }
        return new StoredValue(
                AttributeValue.fromS(constant.name()),
                AttributeValue.fromS(NativeDecoder.ENUM + ':' + className));
    }

    private StoredValue encodeSequence(Object value, SequenceType type, int depth) {
        String argument = type.argument().apply(value);
        Object[] elements = argument == null ? null : type.elements().apply(value);
        if (elements == null) {
            throw new OtherFormException(value.getClass());
        }
        requireOnce(value);
        StoredValue[] stored = new StoredValue[elements.length];
        for (int i = 0; i < elements.length; i++) {
            if (type.rule() != Rule.ANY) {
                requireImmutable(elements[i]);
            }
            stored[i] = encode(elements[i], depth + 1);
        }
        if (type.rule() == Rule.UNORDERED) {
            Arrays.sort(stored, BY_FORM);
        }
        AttributeValue[] values = new AttributeValue[stored.length];
        for (int i = 0; i < stored.length; i++) {
            values[i] = stored[i].value();
        }
        return new StoredValue(
                factory.list(Arrays.asList(values)),
                ChildTypes.entry(own(type.name(), argument), null, stored));
    }

    private StoredValue encodeMap(Map<?, ?> map, MapType type, int depth) {
        requireOnce(map);
        String[] keys = new String[map.size()];
        StoredValue[] values = new StoredValue[keys.length];
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)
                    || key.isEmpty()
                    || !Escapes.isWellFormed(key)) {
                throw new OtherFormException(map.getClass());
            }
            StoredValue stored = encode(entry.getValue(), depth + 1);
            Failures.requireUnmodified(i < keys.length);
            keys[i] = key;
            values[i++] = stored;
        }
        Failures.requireUnmodified(i == keys.length);
        String argument = type.argument().apply(map);
        if (argument == null) {
            throw new OtherFormException(map.getClass());
        }
        if (type.order() == MapType.Order.INSERTION) {
            argument = Permutation.encode(keys);
        }
        Map<String, AttributeValue> entries = new HashMap<>(keys.length * 2);
        for (i = 0; i < keys.length; i++) {
            entries.put(keys[i], values[i].value());
        }
        return new StoredValue(
                factory.map(entries), ChildTypes.entry(own(type.name(), argument), keys, values));
    }

    private static String own(String name, String argument) {
        return argument.isEmpty() ? name : name + ':' + argument;
    }

    /** Of a scalar: what its order is by. */
    private static String text(StoredValue scalar) {
        AttributeValue value = scalar.value();
        String text = value.s() != null ? value.s() : value.n();
        return text != null ? text : String.valueOf(value.bool());
    }

    private static void requireImmutable(Object element) {
        if (element != null && !(element instanceof Enum)) {
            ValueType type = ValueTypes.of(element.getClass());
            if (type == null || !type.isImmutable()) {
                throw new OtherFormException(element.getClass());
            }
        }
    }

    /** A mutable object must not occur for the second time. */
    private void requireOnce(Object value) {
        if (firstSeen == null) {
            firstSeen = value;
            return;
        }
        if (SequenceTypes.isSharedConstant(value)) {
            return;
        }
        if (seen == null) {
            seen = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        if (firstSeen == value || !seen.add(value)) {
            throw new OtherFormException(value.getClass());
        }
    }
}
