package io.github.tomcatdynamodb.sessions;

/**
 * What became of a save.
 *
 * @param lives whether the session lives under its id; if not, it was logged out or has got another
 *     id elsewhere
 * @param changed whether a change was written, and not only an access, or nothing
 * @param version the version that is stored, in epoch milliseconds; 0 when none is known
 */
public record SaveOutcome(boolean lives, boolean changed, long version) {

    /** There was nothing to save. */
    static final SaveOutcome NOTHING = new SaveOutcome(true, false, 0);
}
