package io.github.tomcatdynamodb.benchmark;

import java.util.Collection;
import java.util.Locale;

/** What is done with measurements. */
final class Numbers {

    private Numbers() {}

    /** The value below which this part of the sorted ones lies. */
    static long quantile(long[] sorted, double part) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * part))];
    }

    static double median(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Three significant digits. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
