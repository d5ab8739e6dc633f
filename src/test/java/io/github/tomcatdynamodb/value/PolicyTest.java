package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.ClassFilter.Policy;
import io.github.tomcatdynamodb.value.limits.Limits;
import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.Vector;
import java.util.regex.Pattern;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.tomcat.util.buf.ByteChunk;
import org.junit.jupiter.api.Test;

/** What becomes of classes that nobody has named. */
class PolicyTest {

    private final List<String> reported = new ArrayList<>();

    private ValueCodec codec(Policy policy, String admitted) {
        Pattern pattern = admitted == null ? null : Pattern.compile(admitted);
        return new ValueCodec(
                getClass().getClassLoader(),
                new ClassFilter(null, pattern, policy),
                Limits.defaults(),
                reported::add);
    }

    private static Object natives() {
        return new ArrayList<>(
                List.of(
                        "text",
                        5,
                        5L,
                        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                        LocalDate.EPOCH,
                        List.of(1, 2, 3),
                        new HashMap<>(Map.of("a", 1.5))));
    }

    private static Object money() {
        return new Samples.Money("1", "EUR");
    }

    @Test
    void strict_admitsNativeTypes_inEachForm() {
        try (ValueCodec strict = codec(Policy.STRICT, "java\\.util\\.Vector")) {
            assertEquals(natives(), strict.decode(strict.encode(natives())));
            // Integer keys: Kryo's. A Vector: Java serialization's.
            for (Object other :
                    List.of(
                            new HashMap<>(Map.of(1, LocalDate.EPOCH)),
                            new Vector<>(List.of(1, LocalDate.EPOCH, List.of(1, 2, 3))))) {
                assertEquals(other, strict.decode(strict.encode(other)));
            }
        }
    }

    @Test
    void strict_refusesWhatNobodyHasNamed_onWriteAndOnRead() {
        for (Object value : List.of(money(), Samples.Colour.RED, new Vector<>(List.of(1)))) {
            try (ValueCodec open = codec(Policy.DEFAULT, null);
                    ValueCodec strict = codec(Policy.STRICT, null)) {
                StoredValue stored = open.encode(value);
                assertEquals(
                        UnstorableValueException.Reason.CLASS_REFUSED,
                        assertThrows(UnstorableValueException.class, () -> strict.encode(value))
                                .reason());
                assertEquals(
                        UnreadableValueException.Reason.CLASS_REFUSED,
                        assertThrows(UnreadableValueException.class, () -> strict.decode(stored))
                                .reason());
            }
        }
    }

    @Test
    void strict_admitsTheContainersLogIns() throws Exception {
        SavedRequest request = new SavedRequest();
        Cookie cookie = new Cookie("theme", "dark");
        cookie.setHttpOnly(true);
        request.addCookie(cookie);
        request.addHeader("Accept", "*/*");
        request.addLocale(Locale.ENGLISH);
        request.setMethod("POST");
        ByteChunk body = new ByteChunk();
        body.setBytes(new byte[] {1, 2}, 0, 2);
        request.setBody(body);
        GenericPrincipal principal = new GenericPrincipal("ann", List.of("shopper"));

        try (ValueCodec strict = codec(Policy.STRICT, null)) {
            SavedRequest read = (SavedRequest) strict.decode(strict.encode(request));
            assertEquals("theme", read.getCookies().next().getName());
            assertEquals(2, read.getBody().getLength());
            GenericPrincipal user = (GenericPrincipal) strict.decode(strict.encode(principal));
            assertEquals("ann", user.getName());
        }
    }

    @Test
    void strict_admitsWhatIsNamed() {
        try (ValueCodec strict = codec(Policy.STRICT, ".*\\$Money")) {
            assertEquals(money(), strict.decode(strict.encode(money())));
        }
    }

    @Test
    void report_admitsAsByDefault_andTellsOnceWhatStrictWouldRefuse() {
        try (ValueCodec codec = codec(Policy.REPORT, null)) {
            for (int i = 0; i < 3; i++) {
                codec.decode(codec.encode(money()));
                codec.decode(codec.encode(natives()));
            }
            assertEquals(List.of(Samples.Money.class.getName()), reported);
        }
    }

    @Test
    void report_ofAGadget_refusesIt_andDoesNotTell() {
        ClassFilter filter = new ClassFilter(null, null, Policy.REPORT);

        assertFalse(filter.admits("java.rmi.server.UnicastRemoteObject"));
        assertTrue(filter.admits("com.acme.Cart"));
        assertFalse(filter.admitsStrictly("com.acme.Cart"));
        assertTrue(filter.admitsStrictly("[[Ljava.lang.String;"));
        assertTrue(filter.admitsStrictly("[I"));
    }

    @Test
    void managersFilter_holdsInStrictToo() {
        ClassFilter filter =
                new ClassFilter(
                        Pattern.compile("java\\.lang\\..*"),
                        Pattern.compile("com\\.acme\\..*"),
                        Policy.STRICT);

        assertTrue(filter.admits("java.lang.Integer"));
        assertFalse(filter.admits("com.acme.Cart"));
        assertFalse(filter.admits("java.util.ArrayList"));
    }
}
