package io.github.tomcatdynamodb.value.kryo;

import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.limits.Failures;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Kryo under the class filter, for graphs of plain objects and of collections that are proven
 * exact. Anything else is left to Java serialization, the whole graph of it: two writers in one
 * graph would lose shared references.
 */
public final class KryoSerialization {

    /** More threads than that at one moment make their own. */
    private static final int POOLED = 16;

    private final ClassLoader loader;
    private final Admission admission;
    private final ClassKnowledge knowledge = new ClassKnowledge();
    private final Queue<Graph> pool = new ArrayBlockingQueue<>(POOLED);
    private volatile boolean closed;

    /**
     * A writer and reader of the objects of one web application.
     *
     * @param loader what finds its classes
     * @param admission which of them may be written and read
     */
    public KryoSerialization(ClassLoader loader, Admission admission) {
        this.loader = loader;
        this.admission = admission;
    }

    /**
     * Writes a graph.
     *
     * @param obstacle the class of the object in it that has no native form
     * @throws OtherFormException when Java serialization must write it
     * @throws UnstorableValueException when a class is not Serializable or not admitted
     */
    public byte[] write(Object value, Class<?> obstacle) {
        if (knowledge.isForJavaOnly(obstacle) || knowledge.leadsToJava(value.getClass())) {
            throw new OtherFormException(obstacle);
        }
        Graph graph = borrow();
        byte[] bytes;
        try {
            bytes = graph.write(value);
        } catch (UnstorableValueException e) {
            throw e;
        } catch (OtherFormException e) {
            knowledge.setLeadsToJava(value.getClass());
            throw e;
        } catch (ConcurrentModificationException e) {
            // For the caller, who tries again.
            throw e;
        } catch (RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            // Too deep, or a hashCode that throws: Java serialization may know better.
            throw new OtherFormException(value.getClass());
        }
        boolean proven =
                graph.unproven().isEmpty() || prove(graph, bytes, value.getClass().getName());
        giveBack(graph);
        if (!proven) {
            knowledge.setLeadsToJava(value.getClass());
            throw new OtherFormException(value.getClass());
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
    public Object read(byte[] bytes, String root) {
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
        return new Graph(loader, admission, knowledge);
    }

    private void giveBack(Graph graph) {
        pool.offer(graph);
        if (closed) {
            pool.clear();
        }
    }

    /** Lets go of the web application's classes. */
    public void close() {
        closed = true;
        pool.clear();
        knowledge.clear();
    }
}
