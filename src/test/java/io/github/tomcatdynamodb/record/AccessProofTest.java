package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.seal.Seal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time that a client brings along is believed of the session that it was told for only. */
class AccessProofTest {

    private static final long AT = 1_800_000_000_123L;

    private final Basis session = basis((byte) 1, "key");

    private static Basis basis(byte uid, String key) {
        byte[] bytes = new byte[Seal.UID_BYTES];
        bytes[0] = uid;
        return new Basis(
                Format.TOMCAT,
                1,
                1,
                1800,
                OptionalLong.empty(),
                Optional.empty(),
                true,
                new RecordSeal(Seal.off().session(bytes, key)),
                true);
    }

    @Test
    void isOf_theSessionItWasToldFor_alsoUnderAnotherKey() {
        AccessProof proof = AccessProof.of(session, AT);

        assertTrue(proof.isOf(session));
        assertTrue(proof.isOf(basis((byte) 1, "the key after a log-in")));
    }

    @Test
    void isOf_anotherSession_isFalse() {
        assertFalse(AccessProof.of(session, AT).isOf(basis((byte) 2, "key")));
    }

    @Test
    void isOf_anotherTime_isFalse() {
        AccessProof proof = AccessProof.of(session, AT);

        assertFalse(new AccessProof(AT + 1, proof.mark()).isOf(session));
        assertFalse(new AccessProof(0, proof.mark()).isOf(session));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAAAAAAAAAAAAAAAAAAAA", "\u00e9"})
    void isOf_aMarkThatNobodyHasMade_isFalse(String mark) {
        assertFalse(new AccessProof(AT, mark).isOf(session));
    }

    @Test
    void mark_has128Bits_andTellsNothingOfTheUid() {
        String mark = AccessProof.of(session, AT).mark();

        assertEquals(22, mark.length());
        assertNotEquals(mark, AccessProof.of(session, AT + 1).mark());
    }

    @Test
    void proven_isTheLatestTimeThatIsTrue() {
        ClientAccess client =
                ClientAccess.of(
                        List.of(
                                AccessProof.of(session, AT),
                                new AccessProof(AT + 9, AccessProof.of(session, AT).mark()),
                                AccessProof.of(basis((byte) 2, "key"), AT + 8),
                                AccessProof.of(session, AT + 5),
                                AccessProof.of(session, AT + 4)));

        assertEquals(OptionalLong.of(AT + 5), client.proven(session));
        assertEquals(OptionalLong.empty(), ClientAccess.of(List.of()).proven(session));
    }
}
