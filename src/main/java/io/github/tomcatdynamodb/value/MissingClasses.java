package io.github.tomcatdynamodb.value;

/**
 * An account of the classes that bytes name and that are not there: to look for one takes a hundred
 * bytes and more for each character of its name, in whichever form it is named.
 */
final class MissingClasses {

    /** In characters: what else it takes. */
    private static final int EACH = 100;

    private static final int LEAST_CHARACTERS = 16_384;

    private int characters;

    /**
     * @param bytes how many there are; so many characters may be looked for, or some if there are
     *     few
     */
    MissingClasses(int bytes) {
        this.characters = Math.max(LEAST_CHARACTERS, bytes);
    }

    /**
     * Notes one.
     *
     * @return false when there have been too many
     */
    boolean take(String className) {
        characters -= EACH + className.length();
        return characters >= 0;
    }
}
