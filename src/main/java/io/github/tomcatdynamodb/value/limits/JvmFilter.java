package io.github.tomcatdynamodb.value.limits;

import java.io.ObjectInputFilter;

/**
 * The operator's own filter, the JVM's {@code jdk.serialFilter}, asked for classes that something
 * else than Java serialization reads.
 *
 * @param filter null for none
 */
public record JvmFilter(ObjectInputFilter filter) {

    /** Returns the filter of this JVM. */
    public static JvmFilter ofThisJvm() {
        return new JvmFilter(ObjectInputFilter.Config.getSerialFilter());
    }

    /** Whether objects of a class, which is loaded, must not be read. */
    public boolean refuses(Class<?> type) {
        return filter != null
                && filter.checkInput(new OneClass(type)) == ObjectInputFilter.Status.REJECTED;
    }

    /** The question of a class alone. */
    private record OneClass(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {

        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
