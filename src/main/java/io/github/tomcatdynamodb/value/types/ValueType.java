package io.github.tomcatdynamodb.value.types;

/**
 * A Java class whose values have a form that is proven to be exact: a scalar, or a container that
 * is nothing but its elements or entries. Both forms that are not Java serialization are made of
 * these.
 */
public sealed interface ValueType permits ScalarType, SequenceType, MapType {

    /** The name in a type entry, null where a stored value says by itself what it is. */
    String name();

    /** Exactly this class, not its subclasses. */
    Class<?> javaType();

    /**
     * Whether nothing is lost when two references to one object come back as references to two: it
     * cannot change and has a value.
     */
    boolean isImmutable();
}
