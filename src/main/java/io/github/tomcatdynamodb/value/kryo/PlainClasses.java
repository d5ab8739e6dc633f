package io.github.tomcatdynamodb.value.kryo;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/**
 * Classes for which Java serialization does nothing but write their fields and read them again, so
 * that something smaller can do the same.
 */
final class PlainClasses {

    private PlainClasses() {}

    static boolean contains(Class<?> type) {
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
}
