package io.github.tomcatdynamodb.value.limits;

import io.github.tomcatdynamodb.value.ClassFilter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The class filter with a memory, because the same few classes are asked for at each request. */
public final class Admission {

    /** Names come from stored bytes too; whoever invents them must not fill the memory. */
    private static final int MOST_NAMES = 2_000;

    private static final int LONGEST_NAME = 1_000;

    private final ClassFilter filter;
    private final Consumer<String> report;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();
    private final Map<String, Boolean> reported = new ConcurrentHashMap<>();

    /**
     * A memory of a filter's.
     *
     * @param report told once for each class that is admitted only because the filter reports
     *     instead of refusing it; the name goes to a log as it is
     */
    public Admission(ClassFilter filter, Consumer<String> report) {
        this.filter = filter;
        this.report = report;
    }

    /** Whether a class may be written and read. */
    public boolean admits(String className) {
        Boolean admitted = known.get(className);
        if (admitted == null) {
            admitted = filter.admits(className);
            if (admitted && filter.policy() == ClassFilter.Policy.REPORT) {
                report(className);
            }
            if (known.size() >= MOST_NAMES) {
                known.clear();
            }
            if (className.length() <= LONGEST_NAME) {
                known.put(className, admitted);
            }
        }
        return admitted;
    }

    private void report(String className) {
        if (!filter.admitsStrictly(className)
                && className.length() <= LONGEST_NAME
                && reported.size() < MOST_NAMES
                && reported.put(className, true) == null) {
            report.accept(className);
        }
    }

    /**
     * For classes of the JDK's that have a native form: none of them is a gadget, so only the
     * Manager's filter counts.
     */
    public boolean admitsNative(Class<?> type) {
        return filter.allowed() == null || type == String.class || admits(type.getName());
    }

    /** Forgets everything. */
    public void clear() {
        known.clear();
        reported.clear();
    }
}
