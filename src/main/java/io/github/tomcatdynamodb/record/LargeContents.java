package io.github.tomcatdynamodb.record;

import java.util.Optional;

/** Gives what stands in items of its own. */
@FunctionalInterface
public interface LargeContents {

    /** For those who read no more than the session's item. */
    LargeContents NONE = pointer -> Optional.empty();

    /**
     * Returns the content of a large attribute.
     *
     * @return empty when its items are not there, or are not those that were written
     */
    Optional<LargeItem> content(LargePointer pointer);
}
