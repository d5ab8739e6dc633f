package io.github.tomcatdynamodb.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The entries of an M, to be copied by the SDK: a view that needs no table of its own. */
final class KeyedValues extends AbstractMap<String, AttributeValue> {

    private final String[] keys;
    private final StoredValue[] values;

    KeyedValues(String[] keys, StoredValue[] values) {
        this.keys = keys;
        this.values = values;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(keys[i], values[i].value());
        }
    }

    @Override
    public Set<Map.Entry<String, AttributeValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Map.Entry<String, AttributeValue>> iterator() {
                return IntStream.range(0, keys.length)
                        .<Map.Entry<String, AttributeValue>>mapToObj(
                                i -> Map.entry(keys[i], values[i].value()))
                        .iterator();
            }
        };
    }
}
