package io.github.tomcatdynamodb.value.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.Catalogue;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Vector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who wrote a value, and that nobody else reads it. */
class SealTest {

    private static final byte[] ANN = "uid of Ann, 16 b".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BOB = "uid of Bob, 16 b".getBytes(StandardCharsets.UTF_8);

    private static final String OLD = "old:" + base64('o');
    private static final String NEW = "new:" + base64('n');

    private final ValueCodec codec =
            new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults());

    @AfterEach
    void close() {
        codec.close();
    }

    private static String base64(char c) {
        return java.util.Base64.getEncoder()
                .encodeToString(Character.toString(c).repeat(32).getBytes(StandardCharsets.UTF_8));
    }

    private static Seal seal(SealMode mode, String... keys) {
        return new Seal(
                new SealSettings(mode, false, Set.of()), SealKeys.parse(String.join(",", keys)));
    }

    private static Seal accepting(SealMode mode, String... keys) {
        return new Seal(
                new SealSettings(mode, true, Set.of()), SealKeys.parse(String.join(",", keys)));
    }

    /** A value that Java serialization writes. */
    private StoredValue cart(String owner) {
        return codec.encode(new Vector<>(List.of("cart of " + owner)));
    }

    private static void assertRefused(SessionSeal session, String name, StoredValue stored) {
        UnreadableValueException failure =
                assertThrows(UnreadableValueException.class, () -> session.open(name, stored));
        assertEquals(Reason.SEAL, failure.reason());
    }

    private static byte[] bytes(StoredValue stored) {
        return stored.value().b().asByteArray();
    }

    private static StoredValue with(StoredValue stored, byte[] bytes) {
        return new StoredValue(AttributeValue.fromB(SdkBytes.fromByteArray(bytes)), stored.type());
    }

    // ---- What was sealed is opened

    @ParameterizedTest
    @EnumSource(SealMode.class)
    void open_ofWhatWasClosed_givesTheSameContent_forEachKindOfValue(SealMode mode)
            throws Exception {
        SessionSeal session = seal(mode, NEW).session(ANN, "s#1");
        for (Catalogue.Entry entry : Catalogue.all()) {
            StoredValue plain = codec.encode(entry.value());

            StoredValue opened = session.open("a", session.close("a", plain));

            assertEquals(plain.fingerprint(), opened.fingerprint(), entry.toString());
            assertEquals(plain.type(), opened.type(), entry.toString());
        }
    }

    @Test
    void open_ofWhatAnotherProgramWrote_givesTheSameContent() {
        SessionSeal session = seal(SealMode.ENCRYPT, NEW).session(ANN, "s#1");
        Map<String, AttributeValue> foreign = new HashMap<>();
        foreign.put("ss", AttributeValue.fromSs(List.of("a", "b")));
        foreign.put("ns", AttributeValue.fromNs(List.of("1", "2.5")));
        foreign.put("bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
        foreign.put("empty", AttributeValue.fromM(Map.of()));
        foreign.put("none", AttributeValue.fromNul(true));
        StoredValue plain = StoredValue.untyped(AttributeValue.fromM(foreign));

        assertEquals(
                plain.fingerprint(), session.open("a", session.close("a", plain)).fingerprint());
    }

    // ---- Sign

    @Test
    void sign_leavesNativeValues_andSignsBytes() {
        SessionSeal session = seal(SealMode.SIGN, NEW).session(ANN, "s#1");
        StoredValue text = codec.encode("text");

        assertSame(text, session.close("a", text));
        assertSame(text, session.open("a", text));
        assertNotEquals(cart("Ann"), session.close("a", cart("Ann")));
    }

    // ---- Encrypt

    @Test
    void encrypt_showsNeitherValueNorType() {
        SessionSeal session = seal(SealMode.ENCRYPT, NEW).session(ANN, "s#1");
        for (StoredValue plain : List.of(codec.encode("hunter2"), cart("hunter2"))) {
            StoredValue sealed = session.close("password", plain);

            String shown = new String(bytes(sealed), StandardCharsets.ISO_8859_1);
            assertFalse(shown.contains("hunter2") || shown.contains("Vector"), shown);
            assertEquals("sealed", sealed.type().s());
            assertFalse(codec.isNative(sealed));
        }
    }

    @Test
    void encrypt_ofTheSameValueAgain_hasAnotherNonceAndOtherBytes() {
        SessionSeal session = seal(SealMode.ENCRYPT, NEW).session(ANN, "s#1");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] sealed = bytes(session.close("a", codec.encode("same")));
            assertTrue(seen.add(Arrays.toString(Arrays.copyOfRange(sealed, 5, 17))));
        }
    }

    @Test
    void encrypt_ofAPlainAttribute_leavesIt_butSignsBytes() {
        Seal seal =
                new Seal(
                        new SealSettings(SealMode.ENCRYPT, false, Set.of("email")),
                        SealKeys.parse(NEW));
        SessionSeal session = seal.session(ANN, "s#1");
        StoredValue text = codec.encode("ann@example.org");

        assertSame(text, session.close("email", text));
        assertSame(text, session.open("email", text));
        assertRefused(session, "name", text);
        assertRefused(session, "email", cart("Ann"));
        StoredValue signed = session.close("email", cart("Ann"));
        assertEquals(cart("Ann").type(), signed.type());
        assertEquals(cart("Ann").fingerprint(), session.open("email", signed).fingerprint());
    }

    // ---- What an attacker with access to the table tries

    @ParameterizedTest
    @EnumSource(
            value = SealMode.class,
            names = {"SIGN", "ENCRYPT"})
    void open_ofAValueOfAnotherUser_ofAnotherAttribute_orOfNoSeal_isRefused(SealMode mode) {
        Seal seal = seal(mode, NEW);
        SessionSeal ann = seal.session(ANN, "s#1");
        SessionSeal bob = seal.session(BOB, "s#1");
        StoredValue ofAnn = ann.close("cart", cart("Ann"));
        StoredValue ofBob = bob.close("cart", cart("Bob"));

        assertRefused(bob, "cart", ofAnn);
        assertRefused(ann, "cart", ofBob);
        assertRefused(ann, "role", ofAnn);
        assertRefused(ann, "cart", cart("Ann"));
        assertEquals(cart("Ann").fingerprint(), ann.open("cart", ofAnn).fingerprint());
    }

    @ParameterizedTest
    @EnumSource(
            value = SealMode.class,
            names = {"SIGN", "ENCRYPT"})
    void open_ofAChangedByte_orOfFewerOrMoreBytes_isRefused(SealMode mode) {
        SessionSeal session = seal(mode, NEW).session(ANN, "s#1");
        StoredValue sealed = session.close("cart", cart("Ann"));
        byte[] bytes = bytes(sealed);

        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertRefused(session, "cart", with(sealed, changed));
            assertRefused(session, "cart", with(sealed, Arrays.copyOf(bytes, i)));
        }
        assertRefused(session, "cart", with(sealed, Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void open_underAnotherTypeEntry_isRefused() {
        SessionSeal session = seal(SealMode.SIGN, NEW).session(ANN, "s#1");
        StoredValue sealed = session.close("cart", cart("Ann"));

        assertRefused(
                session,
                "cart",
                new StoredValue(sealed.value(), AttributeValue.fromS("kryo:java.util.Vector")));
        assertRefused(
                session, "cart", new StoredValue(sealed.value(), AttributeValue.fromS("sealed")));
    }

    @Test
    void open_ofWhatEncryptedAsWhatSigned_andTheReverse_isRefused() {
        SessionSeal signing = seal(SealMode.SIGN, NEW).session(ANN, "s#1");
        SessionSeal encrypting = seal(SealMode.ENCRYPT, NEW).session(ANN, "s#1");
        byte[] signed = bytes(signing.close("a", cart("Ann")));
        byte[] encrypted = bytes(encrypting.close("a", cart("Ann")));
        signed[0] = encrypted[0];
        encrypted[0] = 3;

        assertRefused(encrypting, "a", with(encrypting.close("a", cart("Ann")), signed));
        assertRefused(signing, "a", with(cart("Ann"), encrypted));
    }

    @Test
    void open_ofAWrongSeal_andOfAMissingKey_looksAlike() {
        SessionSeal session = seal(SealMode.SIGN, NEW).session(ANN, "s#1");
        StoredValue sealed = session.close("cart", cart("Ann"));
        byte[] changed = bytes(sealed);
        changed[changed.length - 1] ^= 1;
        List<String> messages = new ArrayList<>();
        for (Runnable opening :
                List.<Runnable>of(
                        () -> session.open("cart", with(sealed, changed)),
                        () -> seal(SealMode.SIGN, OLD).session(ANN, "s#1").open("cart", sealed),
                        () -> Seal.off().session(ANN, "s#1").open("cart", sealed))) {
            UnreadableValueException failure =
                    assertThrows(UnreadableValueException.class, opening::run);
            assertEquals(null, failure.className());
            assertEquals(null, failure.getCause());
            messages.add(failure.getMessage());
        }
        assertEquals(1, new HashSet<>(messages).size(), messages.toString());
    }

    /** A seal is checked before anything is parsed. */
    @Test
    void decode_ofWhatWasRefused_saysThatItIsTheSeal() {
        for (SealMode mode : List.of(SealMode.SIGN, SealMode.ENCRYPT)) {
            StoredValue sealed = seal(mode, NEW).session(ANN, "s#1").close("cart", cart("Ann"));
            assertEquals(
                    Reason.SEAL,
                    assertThrows(
                                    UnreadableValueException.class,
                                    () -> codec.decode(sealed.refused()))
                            .reason());
        }
    }

    // ---- Keys

    @ParameterizedTest
    @EnumSource(
            value = SealMode.class,
            names = {"SIGN", "ENCRYPT"})
    void rotation_readsWhatEitherKeySealed_atEachStep(SealMode mode) {
        StoredValue before = seal(mode, OLD).session(ANN, "s#1").close("cart", cart("Ann"));
        // First all nodes know the new key, then all use it.
        StoredValue known = seal(mode, OLD, NEW).session(ANN, "s#1").close("cart", cart("Ann"));
        StoredValue used = seal(mode, NEW, OLD).session(ANN, "s#1").close("cart", cart("Ann"));

        for (Seal node : List.of(seal(mode, OLD, NEW), seal(mode, NEW, OLD))) {
            for (StoredValue stored : List.of(before, known, used)) {
                assertEquals(
                        cart("Ann").fingerprint(),
                        node.session(ANN, "s#1").open("cart", stored).fingerprint());
            }
        }
        assertRefused(seal(mode, NEW).session(ANN, "s#1"), "cart", before);
        assertRefused(seal(mode, NEW).session(ANN, "s#1"), "cart", known);
        seal(mode, NEW).session(ANN, "s#1").open("cart", used);
    }

    @Test
    void anotherKeyUnderTheSameId_opensNothing() {
        StoredValue sealed =
                seal(SealMode.ENCRYPT, OLD).session(ANN, "s#1").close("a", cart("Ann"));

        assertRefused(
                seal(SealMode.ENCRYPT, "old:" + base64('x')).session(ANN, "s#1"), "a", sealed);
    }

    @Test
    void derive_isHkdf_asInRfc5869() {
        // The first 32 bytes of HKDF-SHA-256, computed with another implementation.
        SealKey key = SealKey.of("k", "o".repeat(32).getBytes(StandardCharsets.UTF_8));

        assertArrayEquals(
                java.util.HexFormat.of()
                        .parseHex(
                                "483a441e9eaaf860a48493e2704de6e7f32aa2c84c6ac54597b10b0670d40f2b"),
                key.derive(new Ciphers(), ANN, "sign", "HmacSHA256").getEncoded());
    }

    // ---- While sealing is introduced, and given up

    @Test
    void acceptUnsealed_readsWhatHasNoSeal_butNoWrongSeal() {
        for (SealMode mode : List.of(SealMode.SIGN, SealMode.ENCRYPT)) {
            SessionSeal session = accepting(mode, NEW).session(ANN, "s#1");
            assertEquals(cart("Ann"), session.open("cart", cart("Ann")));
            assertEquals(codec.encode(5), session.open("n", codec.encode(5)));
            assertRefused(
                    session,
                    "cart",
                    seal(mode, NEW).session(BOB, "s#1").close("cart", cart("Bob")));
        }
    }

    @Test
    void off_withTheKeys_opensWhatWasSealed_andSealsNoMore() {
        SessionSeal session = accepting(SealMode.OFF, NEW).session(ANN, "s#1");
        for (SealMode mode : List.of(SealMode.SIGN, SealMode.ENCRYPT)) {
            StoredValue sealed = seal(mode, NEW).session(ANN, "s#1").close("cart", cart("Ann"));
            assertEquals(cart("Ann"), session.open("cart", sealed));
        }
        assertEquals(cart("Ann"), session.close("cart", cart("Ann")));
    }

    @Test
    void close_deflatesWhatIsLarge_beforeItIsEncrypted() {
        StoredValue large = codec.encode(new Vector<>(List.of("x".repeat(50_000))));

        for (SealMode mode : SealMode.values()) {
            SessionSeal session = seal(mode, NEW).session(ANN, "s#1");
            StoredValue closed = session.close("a", large);
            assertTrue(bytes(closed).length < 1_000, () -> mode + ": " + bytes(closed).length);
            assertTrue(codec.unchanged(session.open("a", closed), large));
        }
    }

    @Test
    void seal_withoutAKey_orOfASessionWithoutAUid_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Seal(new SealSettings(SealMode.SIGN, false, Set.of()), SealKeys.none()));
        assertThrows(IllegalArgumentException.class, () -> Seal.off().session(new byte[15], "s#1"));
    }
}
