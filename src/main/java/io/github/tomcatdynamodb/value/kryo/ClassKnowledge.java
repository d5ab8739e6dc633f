package io.github.tomcatdynamodb.value.kryo;

import java.io.Serializable;
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
            return PlainClasses.contains(type)
                    ? new Treatment(Kind.PLAIN, new ClassLayout(type))
                    : new Treatment(Kind.JAVA_ONLY, null);
        } catch (LinkageError | RuntimeException e) {
            // A class that cannot be looked into: a method of it names a class that is not there.
            return new Treatment(Kind.JAVA_ONLY, null);
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
