package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.Fingerprint;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.function.BiPredicate;

/**
 * What is remembered of a stored value that the session object holds too: enough to see whether it
 * has changed.
 */
public sealed interface Held {

    /**
     * The stored form: the quickest to compare.
     *
     * @param form as it was read or written
     * @param mayDiffer whether the same value may be encoded to other bytes now: they may have been
     *     written by another run of the JVM, in another order
     */
    record Form(StoredValue form, boolean mayDiffer) implements Held {

        @Override
        public Fingerprint fingerprint() {
            return form.fingerprint();
        }

        @Override
        public boolean isSame(
                StoredValue current, BiPredicate<StoredValue, StoredValue> sameContent) {
            return form.equals(current)
                    || (mayDiffer
                            ? sameContent.test(form, current)
                            : form.fingerprint().equals(current.fingerprint()));
        }

        @Override
        public Held compact() {
            return mayDiffer ? this : new Digest(form.fingerprint());
        }
    }

    /**
     * The digest of the stored form: the smallest to keep.
     *
     * @param fingerprint the digest
     */
    record Digest(Fingerprint fingerprint) implements Held {

        @Override
        public boolean isSame(
                StoredValue current, BiPredicate<StoredValue, StoredValue> sameContent) {
            return fingerprint.equals(current.fingerprint());
        }

        @Override
        public Held compact() {
            return this;
        }
    }

    /**
     * Whether a value that was just encoded is still the one that is stored.
     *
     * @param sameContent whether an opaque stored form and a newly encoded one hold the same, even
     *     if they differ
     */
    boolean isSame(StoredValue current, BiPredicate<StoredValue, StoredValue> sameContent);

    /** The digest of what is stored. */
    Fingerprint fingerprint();

    /** The same in as little memory as is possible. */
    Held compact();
}
