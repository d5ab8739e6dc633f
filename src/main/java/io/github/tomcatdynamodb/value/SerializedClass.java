package io.github.tomcatdynamodb.value;

import static java.io.ObjectStreamConstants.SC_BLOCK_DATA;
import static java.io.ObjectStreamConstants.SC_EXTERNALIZABLE;
import static java.io.ObjectStreamConstants.SC_SERIALIZABLE;
import static java.io.ObjectStreamConstants.SC_WRITE_METHOD;

import java.util.List;
import java.util.Set;

/** A class as the bytes of Java serialization describe it. Looked at once, not for each object. */
final class SerializedClass {

    private static final String CONTAINERS = "java.util.";

    private static final String SET_NAME = "java.util.HashSet";

    private static final Set<String> MAP_NAMES =
            Set.of(
                    "java.util.HashMap",
                    "java.util.Hashtable",
                    "java.util.concurrent.ConcurrentHashMap");

    /** What is written in the place of {@code List.of}, {@code Set.of} and {@code Map.of}. */
    private static final String IMMUTABLE_NAME = "java.util.CollSer";

    private static final Field IMMUTABLE_KIND = new Field('I', "tag");
    private static final int IMMUTABLE_KINDS = 0xFF;
    private static final int IMMUTABLE_SET = 2;
    private static final int IMMUTABLE_MAP = 3;

    /** Two elements, or a key and its value, are kept as they are. */
    private static final int SMALL_IMMUTABLE = 2;

    private static final String URL_NAME = "java.net.URL";
    private static final Field URL_HASH = new Field('I', "hashCode");
    private static final int URL_NOT_HASHED = -1;

    /**
     * Classes whose {@code readObject} reads more than their fields. If the bytes say that there is
     * no more, what follows is read as theirs all the same.
     */
    static final Set<String> WRITE_MORE_THAN_FIELDS =
            Set.of(
                    IMMUTABLE_NAME,
                    SET_NAME,
                    "java.util.ArrayDeque",
                    "java.util.ArrayList",
                    "java.util.EnumMap",
                    "java.util.HashMap",
                    "java.util.Hashtable",
                    "java.util.IdentityHashMap",
                    "java.util.LinkedList",
                    "java.util.PriorityQueue",
                    "java.util.TreeMap",
                    "java.util.TreeSet",
                    "java.util.Vector",
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentLinkedDeque",
                    "java.util.concurrent.ConcurrentLinkedQueue",
                    "java.util.concurrent.ConcurrentSkipListMap",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.util.concurrent.LinkedBlockingDeque",
                    "java.util.concurrent.LinkedBlockingQueue",
                    "java.util.concurrent.LinkedTransferQueue",
                    "java.util.concurrent.PriorityBlockingQueue");

    /**
     * Which of the objects that a class has written beside its fields are keys.
     *
     * @param step every object, or every second one; 0 for none
     * @param spared when there are no more objects than that, nothing asks for hash codes
     */
    record Keys(int step, int spared) {

        static final Keys NONE = new Keys(0, 0);

        boolean include(int index) {
            return step > 0 && index % step == 0;
        }
    }

    /**
     * A field, or the element of an array.
     *
     * @param type as {@link java.io.ObjectStreamField#getTypeCode} has it
     */
    record Field(char type, String name) {

        boolean isReference() {
            return type == 'L' || type == '[';
        }

        /** In bytes. */
        int size() {
            return switch (type) {
                case 'Z', 'B' -> Byte.BYTES;
                case 'C', 'S' -> Short.BYTES;
                case 'J', 'D' -> Long.BYTES;
                default -> Integer.BYTES;
            };
        }
    }

    /** What hash codes have to do with it. */
    private enum Role {
        SET,
        MAP,
        /** One of them, or a list. */
        IMMUTABLE,
        URL,
        NONE;

        static Role of(String name) {
            if (name.equals(SET_NAME)) {
                return SET;
            }
            if (MAP_NAMES.contains(name)) {
                return MAP;
            }
            return switch (name) {
                case IMMUTABLE_NAME -> IMMUTABLE;
                case URL_NAME -> URL;
                default -> NONE;
            };
        }
    }

    private final String name;
    private final int flags;
    private final List<Field> fields;
    private final SerializedClass parent;
    private final Role role;
    private final boolean container;
    private final boolean writesFields;

    /**
     * A class.
     *
     * @param flags as {@link java.io.ObjectStreamConstants} has them
     * @param parent its superclass if that is Serializable, else null
     */
    SerializedClass(String name, int flags, List<Field> fields, SerializedClass parent) {
        this.name = name;
        this.flags = flags;
        this.fields = fields;
        this.parent = parent;
        this.role = Role.of(name);
        this.container = name.startsWith(CONTAINERS) || (parent != null && parent.isContainer());
        this.writesFields = fields.isEmpty() || !writesMoreThanFields() || name.startsWith("java.");
    }

    String name() {
        return name;
    }

    List<Field> fields() {
        return fields;
    }

    SerializedClass parent() {
        return parent;
    }

    boolean isExternalizable() {
        return has(SC_EXTERNALIZABLE);
    }

    /** Whether there is something that tells where an object of it ends. */
    boolean hasAnEnd() {
        return has(SC_EXTERNALIZABLE) ? has(SC_BLOCK_DATA) : has(SC_WRITE_METHOD);
    }

    private boolean writesMoreThanFields() {
        return has(SC_WRITE_METHOD);
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether an object of it is described as {@code ObjectOutputStream} does it. */
    boolean isPossible() {
        return writesMoreThanFields()
                || !has(SC_SERIALIZABLE)
                || !WRITE_MORE_THAN_FIELDS.contains(name);
    }

    /** Whether it begins with its fields for certain, as it should; an application's may not. */
    boolean writesFields() {
        return writesFields;
    }

    /** Whether its hash code is made of those of its elements. */
    boolean isContainer() {
        return container;
    }

    /** Whether {@link #keys} or {@link #asksNameService} depends on the value of a field. */
    boolean needs(Field field) {
        return switch (role) {
            case IMMUTABLE -> field.equals(IMMUTABLE_KIND);
            case URL -> field.equals(URL_HASH);
            default -> false;
        };
    }

    /**
     * The keys among what it writes beside its fields.
     *
     * @param needed the value of the field that is needed
     */
    Keys keys(int needed) {
        return switch (role) {
            case SET -> new Keys(1, 0);
            case MAP -> new Keys(2, 0);
            case IMMUTABLE ->
                    switch (needed & IMMUTABLE_KINDS) {
                        case IMMUTABLE_SET -> new Keys(1, SMALL_IMMUTABLE);
                        case IMMUTABLE_MAP -> new Keys(2, SMALL_IMMUTABLE);
                        default -> Keys.NONE;
                    };
            default -> Keys.NONE;
        };
    }

    /**
     * Whether it is a URL whose hash code nobody has asked for yet, for which it needs the address
     * of its host. One that was a key when it was written knows it.
     *
     * @param needed the value of the field that is needed
     */
    boolean asksNameService(int needed) {
        return role == Role.URL && needed == URL_NOT_HASHED;
    }
}
