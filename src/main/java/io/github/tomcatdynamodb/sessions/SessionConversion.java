package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.session.RestoredSession;
import io.github.tomcatdynamodb.session.SessionState;
import io.github.tomcatdynamodb.session.SessionStates;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.catalina.Session;

/** Makes session objects of records and encodes them, with the classes of the application. */
final class SessionConversion {

    private final Application application;
    private final ValueCodec values;
    private final SessionStates states;
    private final SessionCodec codec;

    SessionConversion(Application application, ValueCodec values) {
        this.application = application;
        this.values = values;
        this.states = new SessionStates(application.manager(), application.keepsAuthentication());
        this.codec =
                new SessionCodec(
                        values,
                        application.activity(),
                        application.log(),
                        application.clockOffset());
    }

    /** See {@link SessionRepository#restore}. */
    Session restore(
            String id,
            SessionRecord found,
            ClientAccess client,
            Supplier<? extends Session> objects)
            throws ClassNotFoundException, IOException {
        ClassLoader before = bind();
        try {
            SessionState state = codec.decode(id, found, client, application.clock().millis());
            Session session = states.restore(objects.get(), state);
            StoredSession loaded =
                    StoredSession.loaded(
                            application.keys().key(id),
                            found,
                            SessionStates.attributeNames(session),
                            values::isNative);
            if (session instanceof RestoredSession) {
                SessionNotes.rememberLoaded(session, loaded);
            }
            remember(session, loaded);
            return session;
        } finally {
            unbind(before);
        }
    }

    /**
     * Returns a session as it shall be stored.
     *
     * @param key the value of the partition key
     */
    EncodedSession encode(Session session, String key) throws IOException {
        ClassLoader before = bind();
        try {
            return codec.encode(key, states.take(session), unchanged(session));
        } finally {
            unbind(before);
        }
    }

    /**
     * Returns what gives the form of an attribute that nobody has had in hands since it was loaded:
     * to encode it would give the same, at the price of most of a save.
     */
    private static Function<String, Optional<StoredValue>> unchanged(Session session) {
        Optional<StoredSession> loaded = SessionNotes.loaded(session);
        if (loaded.isPresent() && session instanceof RestoredSession restored) {
            return name ->
                    restored.hasHandedOut(name) ? Optional.empty() : loaded.get().nativeForm(name);
        }
        return name -> Optional.empty();
    }

    /** Notes on a session object what is stored of it. */
    void remember(Session session, StoredSession stored) {
        SessionNotes.remember(session, application.staysInMemory() ? stored.compact() : stored);
    }

    @SuppressWarnings("deprecation") // its successor is not in Tomcat 9
    private ClassLoader bind() {
        return application.manager().getContext().bind(false, null);
    }

    @SuppressWarnings("deprecation")
    private void unbind(ClassLoader before) {
        application.manager().getContext().unbind(false, before);
    }
}
