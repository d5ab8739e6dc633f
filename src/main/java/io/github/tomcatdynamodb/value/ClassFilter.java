package io.github.tomcatdynamodb.value;

import java.util.regex.Pattern;

/**
 * Which classes may be written and read, by name, so that a class that is refused is never loaded.
 *
 * <p>A class is admitted when the Manager's {@code sessionAttributeValueClassNameFilter} matches
 * its whole name (an array: its own name or its element's) <em>and</em> it does not belong to a
 * family that is known to turn reading into running code, see {@link GadgetClasses}.
 *
 * @param allowed what the Manager allows, matched against the whole class name; null allows every
 *     class
 * @param admittedGadgets classes that are admitted although they belong to a known gadget family,
 *     matched against the whole class name; null for none
 */
public record ClassFilter(Pattern allowed, Pattern admittedGadgets) {

    /** A filter that refuses the known gadget families only. */
    public static ClassFilter defaults() {
        return new ClassFilter(null, null);
    }

    /**
     * Whether values of a class may be stored and read.
     *
     * @param className a name as {@link Class#getName} gives it, of an array class too
     */
    public boolean admits(String className) {
        String element = elementName(className);
        if (element == null) {
            return true;
        }
        if (allowed != null && !matches(allowed, element) && !matches(allowed, className)) {
            return false;
        }
        return !GadgetClasses.contains(element)
                || (admittedGadgets != null && matches(admittedGadgets, element));
    }

    private static boolean matches(Pattern pattern, String name) {
        return pattern.matcher(name).matches();
    }

    /** The name of an array's innermost element class, null when that is a primitive type. */
    private static String elementName(String className) {
        if (!className.startsWith("[")) {
            return className;
        }
        int dimensions = className.lastIndexOf('[') + 1;
        if (className.startsWith("L", dimensions) && className.endsWith(";")) {
            return className.substring(dimensions + 1, className.length() - 1);
        }
        return className.length() == dimensions + 1 ? null : className;
    }
}
