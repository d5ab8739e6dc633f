package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.io.Input;

/**
 * The bytes of a graph, with an account of what they claim to hold: each element of a container
 * takes a byte of its own at least, so all containers together have no more elements than there are
 * bytes, however they are nested.
 */
final class GraphInput extends Input {

    /** Names of classes are told by what they share with the one before. */
    private static final long NAME_CHARACTERS_PER_BYTE = 16;

    private static final long LEAST_NAME_CHARACTERS = 65_536;

    private long elements;
    private long nameCharacters;
    private int missingLeft = FilteredObjectInputStream.MOST_MISSING_CLASSES;

    GraphInput(byte[] bytes) {
        super(bytes);
        elements = bytes.length;
        nameCharacters = Math.max(LEAST_NAME_CHARACTERS, NAME_CHARACTERS_PER_BYTE * bytes.length);
    }

    /**
     * Takes elements that a container has, before there is room made for them.
     *
     * @throws IllegalArgumentException when there cannot be so many
     */
    int takeElements(int count) {
        elements -= count;
        if (count < 0 || elements < 0) {
            throw new IllegalArgumentException();
        }
        return count;
    }

    /**
     * Takes the characters of a name of which only the end stands in the bytes.
     *
     * @throws IllegalArgumentException when names have had too many
     */
    void takeName(int characters) {
        nameCharacters -= characters;
        if (characters < 0 || nameCharacters < 0) {
            throw new IllegalArgumentException();
        }
    }

    /**
     * Takes a class that is not there.
     *
     * @throws IllegalArgumentException when there have been too many
     */
    void takeMissingClass() {
        if (--missingLeft < 0) {
            throw new IllegalArgumentException();
        }
    }
}
