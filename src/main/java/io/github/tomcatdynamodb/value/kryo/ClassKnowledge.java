package io.github.tomcatdynamodb.value.kryo;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What has been found out about the web application's classes, so that each is examined once. */
final class ClassKnowledge {

    /** How objects of a class are written. */
    enum Kind {
        /** Field by field. */
        PLAIN,
        /** By the name of the constant. */
        ENUM,
        /** An array of references, element by element. */
        ARRAY,
        /** Not at all, by nobody. */
        NOT_SERIALIZABLE,
        /** By Java serialization only. */
        JAVA_ONLY;

        boolean isForKryo() {
            return this != NOT_SERIALIZABLE && this != JAVA_ONLY;
        }
    }

    /**
     * How objects of a class are written.
     *
     * @param layout of a plain class, else null
     */
    record Treatment(Kind kind, ClassLayout layout) {}

    private final Map<Class<?>, Treatment> treatments = new ConcurrentHashMap<>();
    private final Set<Class<?>> leadingToJava = ConcurrentHashMap.newKeySet();

    Treatment treatment(Class<?> type) {
        Treatment known = treatments.get(type);
        if (known == null) {
            known = examine(type);
            treatments.put(type, known);
        }
        return known;
    }

    private static Treatment examine(Class<?> type) {
        if (type.isEnum()) {
            return new Treatment(Kind.ENUM, null);
        }
        if (type.isArray()) {
            return new Treatment(Kind.ARRAY, null);
        }
        if (!Serializable.class.isAssignableFrom(type)) {
            return new Treatment(Kind.NOT_SERIALIZABLE, null);
        }
        try {
            return isPlain(type)
                    ? new Treatment(Kind.PLAIN, new ClassLayout(type))
                    : new Treatment(Kind.JAVA_ONLY, null);
        } catch (LinkageError | RuntimeException e) {
            // A class that cannot be looked into: a method of it names a class that is not there.
            return new Treatment(Kind.JAVA_ONLY, null);
        }
    }

    /**
     * Whether Java serialization does nothing for the class but write its fields and read them
     * again, so that something smaller can do the same.
     */
    static boolean isPlain(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)
                || Externalizable.class.isAssignableFrom(type)
                || Throwable.class.isAssignableFrom(type)
                || Modifier.isAbstract(type.getModifiers())
                || type.isArray()
                || type.isEnum()
                || type.isRecord()
                || type.isHidden()
                || Proxy.isProxyClass(type)) {
            return false;
        }
        for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
            // The JDK's own fields are not open to us.
            if (level.getModule().isNamed() || hasHooks(level)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasHooks(Class<?> level) {
        return declares(level, "writeObject", ObjectOutputStream.class)
                || declares(level, "readObject", ObjectInputStream.class)
                || declares(level, "readObjectNoData")
                || declares(level, "writeReplace")
                || declares(level, "readResolve")
                || declaresPersistentFields(level);
    }

    private static boolean declares(Class<?> level, String method, Class<?>... parameters) {
        try {
            return level.getDeclaredMethod(method, parameters) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static boolean declaresPersistentFields(Class<?> level) {
        try {
            return level.getDeclaredField("serialPersistentFields") != null;
        } catch (NoSuchFieldException e) {
            return false;
        }
    }

    /** Whether only Java serialization writes objects of this class. */
    boolean isForJavaOnly(Class<?> type) {
        return !BuiltInClasses.contain(type) && treatment(type).kind() == Kind.JAVA_ONLY;
    }

    /**
     * Whether objects of this class have been seen to contain something that only Java
     * serialization writes.
     */
    boolean leadsToJava(Class<?> type) {
        return leadingToJava.contains(type);
    }

    /**
     * Remembers it, for a class of the application's; a collection leads to another thing each
     * time.
     */
    void setLeadsToJava(Class<?> type) {
        if (treatment(type).kind() == Kind.PLAIN) {
            leadingToJava.add(type);
        }
    }

    void clear() {
        treatments.clear();
        leadingToJava.clear();
    }
}
