package io.github.tomcatdynamodb.session;

/**
 * What the container knows of a session's user. Every part may be {@code null}.
 *
 * @param authType the name of the authentication scheme, for example {@code FORM}
 * @param principal the {@code java.security.Principal} of the user
 * @param expectedSessionId the session id that a FORM log-in in progress expects to see again
 * @param savedRequest the request that a FORM log-in in progress returns to
 */
public record Authentication(
        String authType, Object principal, Object expectedSessionId, Object savedRequest) {

    /** Nobody is logged in, or the Manager does not persist it. */
    public static final Authentication NONE = new Authentication(null, null, null, null);

    /** Returns whether there is nothing to store. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
