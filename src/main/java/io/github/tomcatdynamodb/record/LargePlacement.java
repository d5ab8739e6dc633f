package io.github.tomcatdynamodb.record;

/**
 * Which attributes stand in items of their own.
 *
 * @param prefix what the keys of those items begin with, that of the application's sessions
 * @param size of more bytes than this, in its stored form, an attribute does; 0 when none does
 * @param keepsNative whether those that an Express application can read stay in the session's item,
 *     as long as it holds them
 */
public record LargePlacement(String prefix, int size, boolean keepsNative) {

    /** Everything stands in the session's item. */
    public static final LargePlacement NONE = new LargePlacement("", 0, false);

    /** Returns the same for an application. */
    public LargePlacement under(String otherPrefix) {
        return new LargePlacement(otherPrefix, size, keepsNative);
    }

    boolean isOn() {
        return size > 0;
    }
}
