package io.github.tomcatdynamodb.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import javax.naming.Name;

/** What it takes to hash or compare an object that asks no other. */
final class HashCost {

    private HashCost() {}

    /** In visits of an object, one at least. */
    static long of(Object object) {
        if (object instanceof BigInteger number) {
            return 1L + number.bitLength() / Integer.SIZE;
        }
        if (object instanceof BigDecimal number) {
            return 1L + number.unscaledValue().bitLength() / Integer.SIZE;
        }
        if (object instanceof BitSet bits) {
            return 1L + bits.size() / Long.SIZE;
        }
        return object instanceof Name name ? 1L + name.size() : 1L;
    }
}
