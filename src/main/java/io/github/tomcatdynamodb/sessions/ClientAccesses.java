package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.AccessProof;
import io.github.tomcatdynamodb.record.Basis;
import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.CookieTimes;
import io.github.tomcatdynamodb.record.LastAccess;
import io.github.tomcatdynamodb.record.StoredSession;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.catalina.Session;

/** What clients keep of the last requests of sessions, as far as it is known what is stored. */
public final class ClientAccesses {

    private final LastAccess setting;
    private final Clock clock;

    ClientAccesses(Application application) {
        this.setting = application.records().expiry().lastAccess();
        this.clock = application.clock();
    }

    /** Returns whether clients are told the times of their requests. */
    public boolean areKept() {
        return setting == LastAccess.COOKIE;
    }

    /** Returns whether a client can show when it has used a session last. */
    public boolean isProven(Session session, ClientAccess client) {
        return proven(session, client).isPresent();
    }

    private static OptionalLong proven(Session session, ClientAccess client) {
        Optional<Basis> basis = basis(session);
        return basis.isPresent() ? client.proven(basis.get()) : OptionalLong.empty();
    }

    /**
     * Returns what a client is to be told that uses a session now; empty when what it can show is
     * as good, and when nothing is to be told of this session.
     */
    public Optional<AccessProof> due(Session session, ClientAccess client) {
        long now = clock.millis();
        OptionalLong proven = proven(session, client);
        return basis(session)
                .filter(
                        basis ->
                                proven.isEmpty()
                                        || CookieTimes.isOld(
                                                proven.getAsLong(), now, basis.maxInactive()))
                .map(basis -> AccessProof.of(basis, now));
    }

    private static Optional<Basis> basis(Session session) {
        return SessionNotes.stored(session)
                .filter(stored -> CookieTimes.isPossible(stored.basis(), stored.reserved()))
                .map(StoredSession::basis);
    }
}
