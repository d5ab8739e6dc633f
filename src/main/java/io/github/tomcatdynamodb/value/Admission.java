package io.github.tomcatdynamodb.value;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The class filter with a memory, because the same few classes are asked for at each request. */
final class Admission {

    /** Names come from stored bytes too; whoever invents them must not fill the memory. */
    private static final int MOST_NAMES = 2_000;

    private static final int LONGEST_NAME = 1_000;

    private final ClassFilter filter;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    Admission(ClassFilter filter) {
        this.filter = filter;
    }

    boolean admits(String className) {
        Boolean admitted = known.get(className);
        if (admitted == null) {
            admitted = filter.admits(className);
            if (known.size() >= MOST_NAMES) {
                known.clear();
            }
            if (className.length() <= LONGEST_NAME) {
                known.put(className, admitted);
            }
        }
        return admitted;
    }

    /**
     * For classes of the JDK's that have a native form: none of them is a gadget, so only the
     * Manager's filter counts.
     */
    boolean admitsNative(Class<?> type) {
        return filter.allowed() == null || type == String.class || admits(type.getName());
    }

    void clear() {
        known.clear();
    }
}
