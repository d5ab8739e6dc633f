package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.util.MapReferenceResolver;
import java.util.BitSet;
import java.util.IdentityHashMap;

/**
 * Which objects of a graph have been written or read already.
 *
 * <p>Texts count as the same when they are equal: that makes the bytes smaller, and the same for
 * equal content. While the value of a field that the class no longer has is read, only to be
 * dropped, classes may be missing; then what was read there must not be referred to from elsewhere.
 */
final class GraphReferences extends MapReferenceResolver {

    private final WrittenTexts writtenTexts = new WrittenTexts();
    private int written;
    private final IdentityHashMap<Object, Object> unfinished = new IdentityHashMap<>();
    private final BitSet dropped = new BitSet();
    private int dropping;
    private String missingClass;

    /**
     * Notes a text.
     *
     * @return the number of the same text before, negative when there was none
     */
    int writeText(String text) {
        int before = writtenTexts.putIfAbsent(text, written);
        if (before < 0) {
            written++;
        }
        return before;
    }

    @Override
    public int getWrittenId(Object object) {
        int id = super.getWrittenId(object);
        if (id >= 0 && unfinished.containsKey(object)) {
            // A cycle through a collection that must have its elements before it can exist.
            throw new NeedsJavaSerializationException();
        }
        return id;
    }

    @Override
    public int addWrittenObject(Object object) {
        writtenObjects.put(object, written);
        return written++;
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
            throw new IllegalArgumentException();
        }
        boolean mayLackSomething = dropped.get(id) && ScalarTypes.of(object.getClass()) == null;
        if (dropping == 0 && missingClass != null && mayLackSomething) {
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
        writtenTexts.clear();
        written = 0;
        if (!unfinished.isEmpty()) {
            // Clearing it takes the same time however little it holds.
            unfinished.clear();
        }
        dropped.clear();
        dropping = 0;
        missingClass = null;
    }
}
