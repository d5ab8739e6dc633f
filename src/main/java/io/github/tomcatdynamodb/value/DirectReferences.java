package io.github.tomcatdynamodb.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;

/**
 * The objects that others of the JDK hand the call on to when they are asked for their hash code or
 * compared, each as often as they do.
 */
final class DirectReferences {

    private static final String VIEWS = "java.util.Collections$";
    private static final String IMMUTABLE = "java.util.ImmutableCollections$";

    private DirectReferences() {}

    /** None for an object that asks no other. */
    static List<Object> of(Object object) {
        try {
            if (object.getClass().getName().startsWith(VIEWS)) {
                List<Object> viewed = Recorder.record(object);
                if (viewed.stream().noneMatch(DirectReferences::standsForImmutable)) {
                    return viewed;
                }
                // Others may be an application's, whose iterators must not be called here.
            }
            if (object instanceof Collection<?> collection) {
                return new ArrayList<>(collection);
            }
            if (object instanceof Map<?, ?> map) {
                return map.entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toList();
            }
            if (object instanceof Map.Entry<?, ?> entry) {
                return Arrays.asList(entry.getKey(), entry.getValue());
            }
            if (object instanceof MessageFormat format) {
                return new ArrayList<>(Arrays.asList(format.getFormats()));
            }
            if (object instanceof Attribute attribute) {
                return new ArrayList<>(Collections.list(attribute.getAll()));
            }
            if (object instanceof Attributes attributes) {
                return new ArrayList<>(Collections.list(attributes.getAll()));
            }
            if (object instanceof Comparator || object.getClass().isHidden()) {
                return Recorder.record(object);
            }
            return List.of();
        } catch (IOException | NamingException | RuntimeException e) {
            // It does not work, so it neither hashes nor compares.
            return List.of();
        }
    }

    /**
     * The keys that a hash table of the JDK has just asked for their hash codes; none if it is
     * none.
     */
    static Collection<?> hashedKeys(Object object) {
        if (object instanceof HashMap
                || object instanceof Hashtable
                || object instanceof ConcurrentHashMap
                || isImmutable(object, Map.class)) {
            return ((Map<?, ?>) object).keySet();
        }
        return object instanceof HashSet
                        || object instanceof ConcurrentHashMap.KeySetView
                        || isImmutable(object, Set.class)
                ? (Set<?>) object
                : List.of();
    }

    /** What {@code List.of} and the like have written in their place. */
    private static boolean standsForImmutable(Object written) {
        return written.getClass().getName().equals("java.util.CollSer");
    }

    private static boolean isImmutable(Object object, Class<?> kind) {
        return kind.isInstance(object) && object.getClass().getName().startsWith(IMMUTABLE);
    }

    /**
     * What the JDK's comparators, views and lambdas keep in private is what they hand to the stream
     * when they are written; nothing of that is written or called itself.
     */
    private static final class Recorder extends ObjectOutputStream {

        private final List<Object> recorded = new ArrayList<>();
        private boolean begun;

        private Recorder() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        static List<Object> record(Object object) throws IOException {
            try (Recorder recorder = new Recorder()) {
                recorder.writeObject(object);
                return recorder.recorded;
            }
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof SerializedLambda lambda) {
                IntStream.range(0, lambda.getCapturedArgCount())
                        .mapToObj(lambda::getCapturedArg)
                        .forEach(recorded::add);
                return null;
            }
            if (begun) {
                recorded.add(object);
                return null;
            }
            begun = true;
            return object;
        }
    }
}
