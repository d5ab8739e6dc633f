package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.session.SessionTimes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;

/** Changes of several nodes at the same time. */
class StoreSeveralNodesTest extends StoreContractTest {

    @Test
    void changesToDifferentAttributesAtTheSameTime_areBothKept() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("a", 0);
                            session.setAttribute("b", 0);
                            session.setAttribute("gone", 0);
                        });
        Session onA = a.open(id).orElseThrow();
        Session onB = b.open(id).orElseThrow();

        onA.getSession().setAttribute("a", 1);
        onA.getSession().removeAttribute("gone");
        onB.getSession().setAttribute("b", 1);
        onB.getSession().setAttribute("new", 1);
        b.finish(onB);
        a.finish(onA);

        assertEquals(Optional.of(Map.of("a", 1, "b", 1, "new", 1)), a.attributes(id));
    }

    @Test
    void ofChangesToTheSameAttribute_theLastOneWins() {
        String id = a.create(session -> session.setAttribute("x", "0"));
        Session onA = a.open(id).orElseThrow();
        Session onB = b.open(id).orElseThrow();

        onA.getSession().setAttribute("x", "a");
        onB.getSession().setAttribute("x", "b");
        a.finish(onA);
        b.finish(onB);

        assertEquals(Optional.of(Map.of("x", "b")), a.attributes(id));
    }

    @Test
    void aNodeThatOnlyRead_writesNothingBack() {
        String id = a.create(session -> session.setAttribute("x", "0"));
        Session reader = a.open(id).orElseThrow();
        b.request(id, session -> session.setAttribute("x", "b"));

        clock.advance(Duration.ofSeconds(TOUCH_AFTER));
        SessionTimes.accessed(reader, clock.millis());
        a.finish(reader);

        assertEquals(Optional.of(Map.of("x", "b")), b.attributes(id));
    }

    @Test
    void aRecordThatTimeToLiveHasDeleted_isWrittenWholeAgain() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        makeUnreadable(id);
        Session inMemory = a.open(id).orElseThrow();
        clock.set(expires(id) * 1000 + 5);
        deleteBehindItsBack(id);

        SessionTimes.accessed(inMemory, clock.millis());
        inMemory.getSession().setAttribute("y", "2");
        a.finish(inMemory);

        assertEquals(Optional.of(Map.of("x", "1", "y", "2")), b.attributes(id));
        assertUnreadableIsThere(id);
    }

    @Test
    void aRecordThatTwoNodesRestore_hasTheChangesOfBoth() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session onA = a.open(id).orElseThrow();
        Session onB = b.open(id).orElseThrow();
        clock.set(expires(id) * 1000 + 5);
        deleteBehindItsBack(id);
        SessionTimes.accessed(onA, clock.millis());
        SessionTimes.accessed(onB, clock.millis());

        onA.getSession().setAttribute("a", "1");
        a.finish(onA);
        onB.getSession().setAttribute("b", "1");
        b.finish(onB);

        assertEquals(Optional.of(Map.of("x", "1", "a", "1", "b", "1")), b.attributes(id));
    }

    @Test
    void aRecordThatWasDeletedBeforeItExpired_isFinal() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        // As an Express application logs out.
        deleteBehindItsBack(id);

        session.getSession().setAttribute("x", "2");
        finishDropped(a, session);

        assertEquals(Map.of(), item(id));
    }
}
