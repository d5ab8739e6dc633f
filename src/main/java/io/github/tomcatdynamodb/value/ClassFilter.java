package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.limits.GadgetClasses;
import io.github.tomcatdynamodb.value.types.ValueTypes;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which classes may be written and read, by name, so that a class that is refused is never loaded.
 *
 * <p>A class is admitted when the Manager's {@code sessionAttributeValueClassNameFilter} matches
 * its whole name (an array: its own name or its element's) <em>and</em> it does not belong to a
 * family that is known to turn reading into running code, see {@link GadgetClasses}.
 *
 * <p>With {@link Policy#STRICT} it must, beyond that, be one of the JDK's that has a native form,
 * or what the container's log-ins are made of, or be admitted by name.
 *
 * @param allowed what the Manager allows, matched against the whole class name; null allows every
 *     class
 * @param admitted classes that are admitted by name: although they belong to a known gadget family,
 *     and with {@link Policy#STRICT}; matched against the whole class name; null for none
 * @param policy what becomes of a class that nobody has named
 */
public record ClassFilter(Pattern allowed, Pattern admitted, Policy policy) {

    /** What becomes of a class that nobody has named. */
    public enum Policy {
        /** It is admitted. */
        DEFAULT,
        /** It is admitted, and the codec's listener is told that it would be refused. */
        REPORT,
        /** It is refused. */
        STRICT
    }

    /**
     * What has a native form, and what Java serialization names beside it: superclasses, and what
     * it writes in place of the JDK's immutable collections and of its dates.
     */
    private static final Set<String> NATIVE =
            Stream.concat(
                            ValueTypes.all().stream().map(type -> type.javaType().getName()),
                            Stream.of(
                                    "java.lang.Enum",
                                    "java.lang.Number",
                                    "java.lang.Object",
                                    "java.time.Ser",
                                    "java.util.CollSer"))
                    .collect(Collectors.toUnmodifiableSet());

    /** What the container's log-ins are made of, in Tomcat 9 and later. */
    private static final Set<String> LOG_INS =
            Set.of(
                    "jakarta.servlet.http.Cookie",
                    "java.lang.String$CaseInsensitiveComparator",
                    "javax.servlet.http.Cookie",
                    "org.apache.catalina.authenticator.SavedRequest",
                    "org.apache.catalina.realm.GenericPrincipal",
                    "org.apache.catalina.realm.GenericPrincipal$SerializablePrincipal",
                    "org.apache.tomcat.util.buf.AbstractChunk",
                    "org.apache.tomcat.util.buf.ByteChunk");

    /** A filter that admits whatever is not known to be dangerous. */
    public ClassFilter(Pattern allowed, Pattern admitted) {
        this(allowed, admitted, Policy.DEFAULT);
    }

    /** Returns a filter that refuses the known gadget families only. */
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
        boolean named = admitted != null && matches(admitted, element);
        boolean isOpen =
                policy != Policy.STRICT || NATIVE.contains(element) || LOG_INS.contains(element);
        return named || (isOpen && !GadgetClasses.contains(element));
    }

    /** Whether {@link Policy#STRICT} would admit it, too. */
    public boolean admitsStrictly(String className) {
        return new ClassFilter(allowed, admitted, Policy.STRICT).admits(className);
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
