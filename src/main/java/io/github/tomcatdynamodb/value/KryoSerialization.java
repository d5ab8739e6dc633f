package io.github.tomcatdynamodb.value;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Kryo under the class filter, for graphs of plain objects and of collections that are proven
 * exact. Anything else is left to Java serialization, the whole graph of it: two writers in one
 * graph would lose shared references.
 */
final class KryoSerialization {

    /** More threads than that at one moment make their own. */
    private static final int POOLED = 16;

    private final ClassLoader loader;
    private final Admission admission;
    private final MapTypes maps;
    private final ClassKnowledge knowledge = new ClassKnowledge();
    private final Queue<Graph> pool = new ArrayBlockingQueue<>(POOLED);
    private volatile boolean closed;

    KryoSerialization(ClassLoader loader, Admission admission, MapTypes maps) {
        this.loader = loader;
        this.admission = admission;
        this.maps = maps;
    }

    /**
     * Writes a graph.
     *
     * @param obstacle the class of the object in it that has no native form
     * @return null when Java serialization must write it
     * @throws UnstorableValueException when a class is not Serializable or not admitted
     */
    byte[] write(Object value, Class<?> obstacle) {
        if (knowledge.isForJavaOnly(obstacle) || knowledge.leadsToJava(value.getClass())) {
            return null;
        }
        Graph graph = borrow();
        byte[] bytes;
        try {
            bytes = graph.write(value);
        } catch (UnstorableValueException e) {
            throw e;
        } catch (NeedsJavaSerializationException e) {
            knowledge.setLeadsToJava(value.getClass());
            return null;
        } catch (ConcurrentModificationException e) {
            // For the caller, who tries again.
            throw e;
        } catch (RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            // Too deep, or a hashCode that throws: Java serialization may know better.
            return null;
        }
        boolean proven =
                graph.unproven().isEmpty() || prove(graph, bytes, value.getClass().getName());
        giveBack(graph);
        if (!proven) {
            knowledge.setLeadsToJava(value.getClass());
            return null;
        }
        return bytes;
    }

    /**
     * Reads back what contains a class for the first time. What does not come out the same is not
     * for Kryo.
     */
    private boolean prove(Graph graph, byte[] bytes, String root) {
        try {
            Object read = newGraph().read(bytes, root);
            if (!isSameInSomeOrder(newGraph().write(read), bytes)) {
                return false;
            }
        } catch (RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            return false;
        }
        graph.unproven().forEach(ClassLayout::setProven);
        return true;
    }

    /** Keys without a hashCode of their own come out of a hash table in another order each time. */
    private static boolean isSameInSomeOrder(byte[] one, byte[] other) {
        if (Arrays.equals(one, other)) {
            return true;
        }
        byte[] sorted = one.clone();
        byte[] otherSorted = other.clone();
        Arrays.sort(sorted);
        Arrays.sort(otherSorted);
        return Arrays.equals(sorted, otherSorted);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param root the class that was written
     * @throws UnreadableValueException when the bytes cannot be read with the classes there are
     */
    Object read(byte[] bytes, String root) {
        Graph graph = borrow();
        Object value;
        try {
            value = graph.read(bytes, root);
        } catch (UnreadableValueException e) {
            throw e;
        } catch (NoClassDefFoundError e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_MISSING, root, e);
        } catch (RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            if (e.getCause() instanceof UnreadableValueException ours) {
                // Kryo wraps what is thrown while it resolves a reference.
                throw ours;
            }
            throw new UnreadableValueException(UnreadableValueException.Reason.DAMAGED, root, e);
        }
        giveBack(graph);
        if (!value.getClass().getName().equals(root)) {
            throw new UnreadableValueException(UnreadableValueException.Reason.DAMAGED, root, null);
        }
        return value;
    }

    private Graph borrow() {
        Graph pooled = pool.poll();
        return pooled != null ? pooled : newGraph();
    }

    private Graph newGraph() {
        return new Graph(loader, admission, knowledge, maps);
    }

    private void giveBack(Graph graph) {
        pool.offer(graph);
        if (closed) {
            pool.clear();
        }
    }

    /** Lets go of the web application's classes. */
    void close() {
        closed = true;
        pool.clear();
        knowledge.clear();
    }
}
