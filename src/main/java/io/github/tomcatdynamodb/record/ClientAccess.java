package io.github.tomcatdynamodb.record;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a client brings along of its last request.
 *
 * @param isJudged whether the session is judged by it; if not, the record alone says when it ends,
 *     as for an administrator who looks at it
 * @param proofs what was in its cookies; nothing of it need be true
 */
public record ClientAccess(boolean isJudged, List<AccessProof> proofs) {

    /** The record alone says when the session ends. */
    public static final ClientAccess UNASKED = new ClientAccess(false, List.of());

    public ClientAccess {
        proofs = List.copyOf(proofs);
    }

    /** What a client has sent. */
    public static ClientAccess of(List<AccessProof> proofs) {
        return new ClientAccess(true, proofs);
    }

    /**
     * Returns when the last request of the client was, as far as it can show it, in epoch
     * milliseconds; empty when it can show nothing for this session.
     */
    public OptionalLong proven(Basis basis) {
        return proofs.stream().filter(proof -> proof.isOf(basis)).mapToLong(AccessProof::at).max();
    }
}
