package io.github.tomcatdynamodb.sessions;

/**
 * What became of a save.
 *
 * @param lives whether the session lives under its id; if not, it was logged out or has got another
 *     id elsewhere
 * @param changed whether a change was written, and not only an access, or nothing
 * @param overtaken whether somebody else had changed the session since it was read: what is stored
 *     is not what the session object holds
 * @param version the version that is stored, in epoch milliseconds; 0 when none is known
 */
public record SaveOutcome(boolean lives, boolean changed, boolean overtaken, long version) {

    /** There was nothing to save, or nothing could be saved. */
    public static final SaveOutcome NOTHING = new SaveOutcome(true, false, false, 0);

    /** The session lives under its id no more. */
    static final SaveOutcome DEAD = new SaveOutcome(false, false, false, 0);
}
