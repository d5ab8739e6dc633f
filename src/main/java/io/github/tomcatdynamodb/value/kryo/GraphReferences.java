package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.util.MapReferenceResolver;
import com.esotericsoftware.kryo.util.Util;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import io.github.tomcatdynamodb.value.types.ScalarType;
import io.github.tomcatdynamodb.value.types.ValueTypes;
import java.util.BitSet;
import java.util.IdentityHashMap;

/**
 * Which objects of a graph have been written or read already. Texts are none: they are written each
 * time, so that equal content is the same bytes.
 *
 * <p>While the value of a field that the class no longer has is read, only to be dropped, classes
 * may be missing; then what was read there must not be referred to from elsewhere.
 */
final class GraphReferences extends MapReferenceResolver {

    private final IdentityHashMap<Object, Object> unfinished = new IdentityHashMap<>();
    private final BitSet dropped = new BitSet();
    private int dropping;
    private String missingClass;

    @Override
    @SuppressWarnings("rawtypes") // Kryo's own signature.
    public boolean useReferences(Class type) {
        return type != String.class && !Util.isWrapperClass(type);
    }

    @Override
    public int getWrittenId(Object object) {
        int id = super.getWrittenId(object);
        if (id >= 0 && unfinished.containsKey(object)) {
            // A cycle through a collection that must have its elements before it can exist.
            throw new OtherFormException(object.getClass());
        }
        return id;
    }

    /** Says that a collection can be referred to only after its elements are there. */
    void begin(Object collection) {
        unfinished.put(collection, collection);
    }

    void end(Object collection) {
        unfinished.remove(collection);
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's own signature.
    public int nextReadId(Class type) {
        int id = super.nextReadId(type);
        if (dropping > 0) {
            dropped.set(id);
        }
        return id;
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's own signature.
    public Object getReadObject(Class type, int id) {
        Object object = super.getReadObject(type, id);
        if (object == null) {
            throw new IllegalArgumentException("refers to what is not there yet");
        }
        boolean isWhole = ValueTypes.of(object.getClass()) instanceof ScalarType;
        if (dropping == 0 && missingClass != null && dropped.get(id) && !isWhole) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_MISSING, missingClass, null);
        }
        return object;
    }

    void beginDropping() {
        dropping++;
    }

    void endDropping() {
        dropping--;
    }

    /**
     * Notes that a class is not there.
     *
     * @throws UnreadableValueException when it is needed
     */
    void missing(String className) {
        missingClass = className;
        if (dropping == 0) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_MISSING, className, null);
        }
    }

    @Override
    public void reset() {
        super.reset();
        if (!unfinished.isEmpty()) {
            // Clearing it takes the same time however little it holds.
            unfinished.clear();
        }
        dropped.clear();
        dropping = 0;
        missingClass = null;
    }
}
