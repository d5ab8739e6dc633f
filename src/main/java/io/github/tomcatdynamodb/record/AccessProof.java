package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.seal.UidMark;

/**
 * The time of a client's last request as the client was told it, with the mark that only who knows
 * the session's record can make.
 *
 * @param at when the answer left that has told it, in epoch milliseconds
 * @param mark for this time and this session
 */
public record AccessProof(long at, String mark) {

    private static final String PURPOSE = "last access";

    /** Returns what a client is told. */
    public static AccessProof of(Basis basis, long at) {
        return new AccessProof(at, mark(basis, at));
    }

    /** Returns whether a node has told this of the session with a record. */
    public boolean isOf(Basis basis) {
        return UidMark.isSame(mark(basis, at), mark);
    }

    private static String mark(Basis basis, long at) {
        return UidMark.of(basis.seal().seal().uid(), PURPOSE, at);
    }
}
