package io.github.tomcatdynamodb.value;

import static java.io.ObjectStreamConstants.SC_SERIALIZABLE;
import static java.io.ObjectStreamConstants.STREAM_MAGIC;
import static java.io.ObjectStreamConstants.STREAM_VERSION;
import static java.io.ObjectStreamConstants.TC_ARRAY;
import static java.io.ObjectStreamConstants.TC_BLOCKDATA;
import static java.io.ObjectStreamConstants.TC_BLOCKDATALONG;
import static java.io.ObjectStreamConstants.TC_CLASS;
import static java.io.ObjectStreamConstants.TC_CLASSDESC;
import static java.io.ObjectStreamConstants.TC_ENDBLOCKDATA;
import static java.io.ObjectStreamConstants.TC_ENUM;
import static java.io.ObjectStreamConstants.TC_LONGSTRING;
import static java.io.ObjectStreamConstants.TC_NULL;
import static java.io.ObjectStreamConstants.TC_OBJECT;
import static java.io.ObjectStreamConstants.TC_PROXYCLASSDESC;
import static java.io.ObjectStreamConstants.TC_REFERENCE;
import static java.io.ObjectStreamConstants.TC_STRING;
import static java.io.ObjectStreamConstants.baseWireHandle;

import io.github.tomcatdynamodb.value.SerializedClass.Field;
import io.github.tomcatdynamodb.value.SerializedClass.Keys;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys in the bytes of Java serialization, looked at before any object is made of them: once
 * {@code ObjectInputStream} has begun to fill a set whose hash codes take for ever, or ask the name
 * service, nothing can stop it. The bytes are gone through as the <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/specs/serialization/protocol.html">grammar
 * of the stream</a> has them, without loading a class.
 *
 * <p>As in {@link HashVisits}, what is counted are the containers of the JDK, and classes that
 * extend them.
 */
final class SerializedKeys {

    /** For bytes that are read twice; no more, however they are nested. */
    private static final long STEPS_PER_BYTE = 8;

    /** For what has no elements. */
    private static final Node LEAF = new Node(false);

    /** An object in the bytes. */
    private static final class Node {
        private final boolean container;
        private boolean complete;
        private long ofElements;
        private boolean asksNameService;

        Node(boolean container) {
            this.container = container;
        }

        void add(Node element) {
            ofElements = Math.min(HashVisits.MOST, ofElements + element.visits());
            asksNameService |= container && element.asksNameService;
        }

        void addElementsOf(Node other) {
            ofElements = Math.min(HashVisits.MOST, ofElements + other.ofElements);
            asksNameService |= other.asksNameService;
        }

        /** Of an object that is still being read there is no hash code yet. */
        long visits() {
            return container && complete ? ofElements + 1 : 1;
        }
    }

    /** Bytes that can be read again. */
    private static final class Bytes extends ByteArrayInputStream {
        Bytes(byte[] bytes) {
            super(bytes);
        }

        int position() {
            return pos;
        }

        void returnTo(int position) {
            pos = position;
        }
    }

    private final Bytes bytes;
    private final DataInputStream in;

    /** What the bytes may refer to: nodes, and classes. */
    private final List<Object> handles = new ArrayList<>();

    /** The classes that write what they like where their fields should be. */
    private final Set<String> withoutFields = new HashSet<>();

    private long hashed;
    private long stepsLeft;

    private SerializedKeys(byte[] bytes) {
        this.bytes = new Bytes(bytes);
        this.in = new DataInputStream(this.bytes);
        this.stepsLeft = STEPS_PER_BYTE * bytes.length;
    }

    /**
     * Looks at the keys of the first object.
     *
     * @throws IOException when their hash codes would take too long, or the bytes are no Java
     *     serialization
     */
    static void requireHarmless(byte[] bytes) throws IOException {
        SerializedKeys keys = new SerializedKeys(bytes);
        require(keys.in.readShort() == STREAM_MAGIC && keys.in.readShort() == STREAM_VERSION);
        keys.content();
    }

    private static void require(boolean asItShouldBe) throws StreamCorruptedException {
        if (!asItShouldBe) {
            throw new StreamCorruptedException();
        }
    }

    private Node content() throws IOException {
        return content(in.readByte());
    }

    private Node content(byte code) throws IOException {
        require(--stepsLeft > 0);
        return switch (code) {
            case TC_NULL -> LEAF;
            case TC_REFERENCE -> referred() instanceof Node node ? node : LEAF;
            case TC_OBJECT -> object();
            case TC_ARRAY -> array();
            case TC_STRING -> text(in.readUnsignedShort());
            case TC_LONGSTRING -> text(in.readLong());
            case TC_ENUM -> {
                leafOfClass();
                yield content();
            }
            case TC_CLASS -> leafOfClass();
            case TC_CLASSDESC, TC_PROXYCLASSDESC -> {
                description(code);
                yield LEAF;
            }
            // A reset, which we do not write; the exception that ended the writing; or damaged.
            default -> throw new StreamCorruptedException();
        };
    }

    private Node text(long length) throws IOException {
        handles.add(LEAF);
        in.skipNBytes(length);
        return LEAF;
    }

    private Node leafOfClass() throws IOException {
        description();
        handles.add(LEAF);
        return LEAF;
    }

    private Object referred() throws IOException {
        int handle = in.readInt() - baseWireHandle;
        require(handle >= 0 && handle < handles.size());
        return handles.get(handle);
    }

    // ---- Classes

    private SerializedClass description() throws IOException {
        return description(in.readByte());
    }

    private SerializedClass description(byte code) throws IOException {
        require(--stepsLeft > 0);
        return switch (code) {
            case TC_NULL -> null;
            case TC_REFERENCE -> {
                Object referred = referred();
                require(referred instanceof SerializedClass);
                yield (SerializedClass) referred;
            }
            case TC_CLASSDESC -> classDescription();
            case TC_PROXYCLASSDESC -> proxyDescription();
            default -> throw new StreamCorruptedException();
        };
    }

    private SerializedClass classDescription() throws IOException {
        String name = in.readUTF();
        in.readLong();
        int handle = newHandle();
        int flags = in.readByte();
        List<Field> fields = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            Field field = new Field((char) in.readByte(), in.readUTF());
            fields.add(field);
            if (field.isReference()) {
                // The name of its type.
                content();
            }
        }
        return finish(handle, name, flags, fields);
    }

    private SerializedClass proxyDescription() throws IOException {
        int handle = newHandle();
        for (int left = in.readInt(); left > 0; left--) {
            in.readUTF();
        }
        return finish(handle, "", SC_SERIALIZABLE, List.of());
    }

    private int newHandle() {
        handles.add(LEAF);
        return handles.size() - 1;
    }

    private SerializedClass finish(int handle, String name, int flags, List<Field> fields)
            throws IOException {
        beside(new Node(false), Keys.NONE);
        SerializedClass described = new SerializedClass(name, flags, fields, description());
        require(described.isPossible());
        handles.set(handle, described);
        return described;
    }

    // ---- Objects

    private Node array() throws IOException {
        SerializedClass described = description();
        require(described != null && described.name().length() > 1);
        Node node = begin(true);
        Field element = new Field(described.name().charAt(1), "");
        int length = in.readInt();
        if (element.isReference()) {
            for (int i = 0; i < length; i++) {
                node.add(content());
            }
        } else {
            in.skipNBytes((long) length * element.size());
        }
        node.complete = true;
        return node;
    }

    private Node object() throws IOException {
        SerializedClass described = description();
        require(described != null);
        Node node = begin(described.isContainer());
        part(described, node);
        node.complete = true;
        return node;
    }

    private Node begin(boolean container) {
        Node node = new Node(container);
        handles.add(node);
        return node;
    }

    /** What a class has written, after its superclasses. */
    private void part(SerializedClass level, Node node) throws IOException {
        if (level.parent() != null) {
            part(level.parent(), node);
        }
        if (level.isExternalizable()) {
            // Before Java 1.2 there was no telling where it ends.
            require(level.hasAnEnd());
            beside(node, Keys.NONE);
        } else if (level.writesFields()) {
            int needed = fields(level, node);
            if (level.hasAnEnd()) {
                beside(node, level.keys(needed));
            }
        } else {
            fieldsOrNot(level, node);
        }
    }

    /** Neither the class's description nor the bytes tell whether it has written its fields. */
    private void fieldsOrNot(SerializedClass level, Node node) throws IOException {
        if (!withoutFields.contains(level.name())) {
            int position = bytes.position();
            int known = handles.size();
            long hashedBefore = hashed;
            Set<String> withoutFieldsBefore = Set.copyOf(withoutFields);
            try {
                Node attempt = new Node(node.container);
                fields(level, attempt);
                beside(attempt, Keys.NONE);
                node.addElementsOf(attempt);
                return;
            } catch (IOException e) {
                bytes.returnTo(position);
                handles.subList(known, handles.size()).clear();
                hashed = hashedBefore;
                withoutFields.retainAll(withoutFieldsBefore);
                withoutFields.add(level.name());
            }
        }
        beside(node, Keys.NONE);
    }

    /**
     * The fields of a class.
     *
     * @return the value of the one that is needed, if there is one
     */
    private int fields(SerializedClass level, Node node) throws IOException {
        int needed = 0;
        for (Field field : level.fields()) {
            if (field.isReference()) {
                node.add(content());
            } else if (level.needs(field)) {
                needed = in.readInt();
            } else {
                in.skipNBytes(field.size());
            }
        }
        node.asksNameService |= level.asksNameService(needed);
        return needed;
    }

    /** What a class has written beside its fields. */
    private void beside(Node node, Keys keys) throws IOException {
        Node hashedKeys = new Node(true);
        int count = 0;
        for (byte code = in.readByte(); code != TC_ENDBLOCKDATA; code = in.readByte()) {
            if (code == TC_BLOCKDATA) {
                in.skipNBytes(in.readUnsignedByte());
            } else if (code == TC_BLOCKDATALONG) {
                in.skipNBytes(in.readInt());
            } else {
                Node element = content(code);
                node.add(element);
                if (keys.include(count++)) {
                    hashedKeys.add(element);
                }
            }
        }
        if (count > keys.spared()) {
            hashed += hashedKeys.ofElements;
            require(hashed < HashVisits.MOST && !hashedKeys.asksNameService);
        }
    }
}
