package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.ValueCodec;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a save writes for clients that keep the time of their last request, and for others. */
class LastAccessPlanTest {

    private static final int TIMEOUT = 1800;
    private static final long START = 1_800_000_000_000L;

    private static final ValueCodec CODEC =
            new ValueCodec(LastAccessPlanTest.class.getClassLoader(), ClassFilter.defaults());

    private final SavePlanner planner = planner(LegacyFormat.UPGRADE, false);

    private static SavePlanner planner(LegacyFormat format, boolean expressCompatible) {
        Expiry expiry = new Expiry(OptionalInt.empty(), OptionalInt.empty(), LastAccess.COOKIE);
        return new SavePlanner(
                new RecordSettings(
                        "id",
                        "expires",
                        expiry,
                        format,
                        SpecialKeys.NONE,
                        expressCompatible,
                        Seal.off(),
                        LargePlacement.NONE),
                CODEC);
    }

    @AfterAll
    static void close() {
        CODEC.close();
    }

    private static long at(long seconds) {
        return START + seconds * 1000;
    }

    private static EncodedSession session(long seconds, String value, boolean keptByClient) {
        return new EncodedSession(
                "id",
                START,
                at(seconds),
                TIMEOUT,
                Map.of("x", CODEC.encode(value)),
                Map.of(),
                keptByClient);
    }

    private static StoredSession after(SavePlan plan) {
        return assertInstanceOf(SavePlan.Write.class, plan, plan::toString).after();
    }

    private StoredSession created(boolean keptByClient) {
        return after(planner.plan(session(0, "1", keptByClient), Optional.empty(), START));
    }

    /** How much longer than its timeout after the last access a record lives, in seconds. */
    private static long outlives(StoredSession stored) {
        Basis basis = stored.basis();
        return (basis.expires().orElseThrow() - basis.accessed()) / 1000 - basis.maxInactive();
    }

    @Test
    void create_forAClientThatKeepsTheTime_lastsForHours_andForAnyOtherAsEver() {
        assertEquals(4 * 3600 + 30, outlives(created(true)));
        assertEquals(180, outlives(created(false)));
    }

    @Test
    void create_whatExpressMayTouch_isAsEver() {
        EncodedSession session = session(0, "1", true);

        for (SavePlanner shared :
                new SavePlanner[] {
                    planner(LegacyFormat.UPGRADE, true), planner(LegacyFormat.KEEP, false)
                }) {
            StoredSession stored = after(shared.plan(session, Optional.empty(), START));
            assertEquals(180, outlives(stored));
        }
    }

    @Test
    void update_ofARecordWithTheCookieOfExpress_isAsEver() {
        StoredSession stored =
                created(false).withReserved(Map.of(Names.COOKIE, Stored.m(Map.of())));
        SavePlan plan = planner.plan(session(60, "2", true), Optional.of(stored), at(60));

        assertEquals(180, outlives(after(plan)));
    }

    @Test
    void request_thatCanShowNothing_isWrittenAtOnce_andThenAsEver() {
        StoredSession kept = created(true);
        StoredSession ordinary =
                after(planner.plan(session(60, "1", false), Optional.of(kept), at(60)));

        assertEquals(180, outlives(ordinary));
        assertInstanceOf(
                SavePlan.Nothing.class,
                planner.plan(session(239, "1", false), Optional.of(ordinary), at(239)));
        assertInstanceOf(
                SavePlan.Update.class,
                planner.plan(session(240, "1", false), Optional.of(ordinary), at(240)));
    }

    @Test
    void request_thatCanShowNothing_andBeganBeforeTheStoredAccess_writesNothing() {
        StoredSession kept =
                after(planner.plan(session(60, "2", true), Optional.of(created(true)), at(60)));

        assertInstanceOf(
                SavePlan.Nothing.class,
                planner.plan(session(50, "2", false), Optional.of(kept), at(70)));
    }

    @Test
    void change_forAClientThatKeepsTheTime_isOfThePresent() {
        StoredSession stored =
                after(planner.plan(session(60, "2", true), Optional.of(created(true)), at(90)));

        assertEquals(at(90), stored.basis().accessed());
    }

    /** A request of the other client may have come meanwhile, and have written nothing. */
    @Test
    void slowChange_thatMakesTheRecordAnother_isOfThePresent() {
        StoredSession toKept =
                after(planner.plan(session(10, "2", true), Optional.of(created(false)), at(170)));
        assertEquals(at(170), toKept.basis().accessed());

        StoredSession toOrdinary =
                after(planner.plan(session(10, "2", false), Optional.of(created(true)), at(1000)));
        assertEquals(at(1000), toOrdinary.basis().accessed());
        assertEquals(180, outlives(toOrdinary));
    }

    @Test
    void move_toAnotherKey_keepsWhatTheClientKeeps() {
        StoredSession kept = created(true);
        EncodedSession loggedIn = session(60, "1", true).withKey("other");

        assertEquals(
                4 * 3600 + 30, outlives(after(planner.plan(loggedIn, Optional.of(kept), at(60)))));
        assertEquals(
                180,
                outlives(
                        after(
                                planner.plan(
                                        loggedIn.withKeptByClient(false),
                                        Optional.of(kept),
                                        at(60)))));
    }

    /** While nodes are set up one after the other: the client is told nothing here. */
    @Test
    void recordAlone_onARecordForAClientThatKeepsTheTime_isWrittenAtOnce() {
        SavePlanner alone = new SavePlanner(Stored.SETTINGS, CODEC);
        StoredSession ordinary =
                after(alone.plan(session(60, "1", false), Optional.of(created(true)), at(60)));

        assertEquals(180, outlives(ordinary));
        assertInstanceOf(
                SavePlan.Nothing.class,
                alone.plan(session(239, "1", false), Optional.of(ordinary), at(239)));
    }

    @Test
    void recordAlone_whateverItOutlivesItsSession_isTouchedAsEver() {
        Expiry alone = new Expiry(OptionalInt.of(7200));
        SavePlanner asEver = new SavePlanner(Stored.settings(alone), CODEC);
        StoredSession stored = after(asEver.plan(session(0, "1", false), Optional.empty(), START));

        assertEquals(7200, outlives(stored));
        assertInstanceOf(
                SavePlan.Nothing.class,
                asEver.plan(session(1000, "1", false), Optional.of(stored), at(1000)));
        assertTrue(alone.isTouchDue(at(7200), stored.basis()));
        assertFalse(alone.isTouchDue(at(7199), stored.basis()));
    }
}
