package io.github.tomcatdynamodb.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.Session;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.PersistentManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Tomcat's {@code PersistentManagerBase.swapIn} does with a session. */
class RestoredSessionTest {

    private final PersistentManager manager = new PersistentManager();
    private final List<Session> used = new ArrayList<>();
    private RestoredSession session;

    @BeforeEach
    void restore() {
        manager.setContext(new StandardContext());
        session = new RestoredSession(manager, used::add);
        session.setValid(true);
        session.setId("0123456789", false);
        manager.removeSuper(session);
    }

    private void swapIn() {
        session.tellNew();
        manager.add(session);
        session.activate();
        session.access();
    }

    @Test
    void swappedIn_isNotFoundInMemory_andTellsThatItIsUsed() {
        swapIn();

        assertFalse(manager.isLoaded("0123456789"));
        assertEquals(0, manager.getActiveSessions());
        assertEquals(List.of(session), used);
        assertEquals("0123456789", session.getIdInternal());
    }

    @Test
    void swappedInByTwoThreadsAtOnce_isNotFoundInMemory() {
        session.tellNew();
        CompletableFuture.runAsync(this::swapIn).join();
        manager.add(session);
        session.activate();

        assertFalse(manager.isLoaded("0123456789"));
        assertEquals(0, manager.getActiveSessions());
    }

    @Test
    void addedWithoutBeingSwappedIn_isFound() {
        // The control: so it would be without what it does.
        manager.add(session);

        assertTrue(manager.isLoaded("0123456789"));
    }

    @Test
    void recycled_keepsWhatItHolds() {
        session.recycle();

        assertEquals("0123456789", session.getIdInternal());
    }

    @Test
    void attribute_thatIsAskedFor_isHandedOut_andNoOther() {
        restoreAttributes();
        session.getSession().getAttribute("asked");
        session.getSession().getAttributeNames();

        assertTrue(session.hasHandedOut("asked"));
        assertFalse(session.hasHandedOut("other"));
    }

    @Test
    void attribute_thatIsSet_isHandedOut_andNoOther() {
        restoreAttributes();
        session.getSession().setAttribute("set", "value");

        assertTrue(session.hasHandedOut("set"));
        assertFalse(session.hasHandedOut("other"));
    }

    @Test
    void restoring_savingAndActivating_handOutNothing() throws Exception {
        restoreAttributes();
        new SessionStates(manager, true).take(session);
        swapIn();

        assertFalse(session.hasHandedOut("asked"));
        assertFalse(session.hasHandedOut("other"));
    }

    private void restoreAttributes() {
        SessionState state =
                new SessionState(
                        "0123456789",
                        1,
                        1,
                        1,
                        1800,
                        false,
                        true,
                        Authentication.NONE,
                        Map.of("asked", new ArrayList<>(), "other", new ArrayList<>()));
        try {
            new SessionStates(manager, true).restore(session, state);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
