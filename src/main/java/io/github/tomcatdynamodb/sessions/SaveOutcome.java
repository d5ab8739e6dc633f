package io.github.tomcatdynamodb.sessions;

/**
 * What became of a save.
 *
 * @param lives whether the session lives under its id; if not, it was logged out or has got another
 *     id elsewhere
 * @param key the value of the partition key that the session is stored under
 * @param changed the version of the last change that was written of this session object, by
 *     whatever request, in epoch milliseconds; 0 when none was
 */
public record SaveOutcome(boolean lives, String key, long changed) {

    /** There was nothing to save, or nothing could be saved. */
    public static final SaveOutcome NOTHING = new SaveOutcome(true, "", 0);

    /** The session is no more. */
    static final SaveOutcome DEAD = new SaveOutcome(false, "", 0);
}
