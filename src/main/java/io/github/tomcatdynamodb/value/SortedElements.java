package io.github.tomcatdynamodb.value;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.SortedSet;

/**
 * Elements that are in their order already: a {@code TreeSet} takes them as they are, as it does in
 * Java deserialization, and does not compare objects whose fields may still have to be read.
 */
@SuppressWarnings("JdkObsolete") // It is a SortedSet that a TreeSet looks for.
final class SortedElements extends AbstractSet<Object> implements SortedSet<Object> {

    private final Object[] elements;
    private final Comparator<? super Object> comparator;

    SortedElements(Object[] elements, Comparator<? super Object> comparator) {
        this.elements = elements;
        this.comparator = comparator;
    }

    @Override
    public Iterator<Object> iterator() {
        return Arrays.asList(elements).iterator();
    }

    @Override
    public int size() {
        return elements.length;
    }

    @Override
    public Comparator<? super Object> comparator() {
        return comparator;
    }

    @Override
    public SortedSet<Object> subSet(Object from, Object to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedSet<Object> headSet(Object to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedSet<Object> tailSet(Object from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object first() {
        return elements[0];
    }

    @Override
    public Object last() {
        return elements[elements.length - 1];
    }
}
