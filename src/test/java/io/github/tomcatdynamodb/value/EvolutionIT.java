package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sessions that one version of an application wrote, read by another: a deployment rolls forward,
 * and sometimes back.
 */
class EvolutionIT {

    private static final String MAKE = " public static Object make() { ";
    private static final String DESCRIBE = " public static String describe(Object o) { ";

    private static String maker(String make, String describe) {
        return "public class Maker {" + MAKE + make + " }" + DESCRIBE + describe + " } }";
    }

    private static StoredValue write(Versions version) throws Exception {
        try (ValueCodec codec = new ValueCodec(version, ClassFilter.defaults())) {
            return codec.encode(version.make());
        }
    }

    private static String read(Versions version, StoredValue stored) throws Exception {
        try (ValueCodec codec = new ValueCodec(version, ClassFilter.defaults())) {
            return version.describe(codec.decode(stored));
        }
    }

    private static UnreadableValueException unreadable(Versions version, StoredValue stored) {
        return assertThrows(UnreadableValueException.class, () -> read(version, stored));
    }

    @Test
    void decode_whenFieldWasAdded_leavesItEmpty_andOldCodeIgnoresIt() throws Exception {
        Versions one =
                Versions.of(
                        "public class User implements Serializable { String name; int age; }",
                        maker(
                                "User u = new User(); u.name = \"Ann\"; u.age = 5; return u;",
                                "User u = (User) o; return u.name + u.age;"));
        Versions two =
                Versions.of(
                        "public class User implements Serializable { String name; List<String> roles; long since; int age; }",
                        maker(
                                "User u = new User(); u.name = \"Bob\"; u.age = 7; u.roles = new ArrayList<>(List.of(\"x\"));"
                                        + " u.since = 9; return u;",
                                "User u = (User) o; return u.name + u.age + u.roles + u.since;"));

        assertEquals("Ann5null0", read(two, write(one)));
        assertEquals("Bob7", read(one, write(two)));
    }

    @Test
    void decode_whenListFieldWithSharedObjectsWasRemoved_keepsTheOtherReferences()
            throws Exception {
        String address = "public class Address implements Serializable { String city; }";
        Versions one =
                Versions.of(
                        address,
                        "public class User implements Serializable { List<Object> all; String before; Address home; Address work;"
                                + " Object last; }",
                        maker(
                                "User u = new User(); u.home = new Address(); u.home.city = \"Bonn\"; u.work = u.home;"
                                        + " u.all = new ArrayList<>(List.of(\"a\", u.home, u, LocalDate.EPOCH)); u.before ="
                                        + " \"b\"; u.last = u.all; return u;",
                                "User u = (User) o; return u.before + u.home.city + (u.home == u.work) + u.last;"));
        Versions two =
                Versions.of(
                        address,
                        "public class User implements Serializable { String before; Address home; Address work; Object last; }",
                        maker(
                                "User u = new User(); u.home = new Address(); u.home.city = \"Ulm\"; u.work = u.home; u.before ="
                                        + " \"c\"; u.last = u.home; return u;",
                                "User u = (User) o; return u.before + u.home.city + (u.home == u.work)"
                                        + " + (u.last instanceof List<?> l ? (l.get(1) == u.home) + \"\" + (l.get(2) == u) : u.last);"));

        assertEquals("bBonntruetruetrue", read(two, write(one)));
        assertTrue(read(one, write(two)).startsWith("cUlmtrue"));
    }

    @Test
    void decode_whenFieldWasRemovedTogetherWithItsClass_readsTheRest() throws Exception {
        Versions one =
                Versions.of(
                        "public class Old implements Serializable { int a = 1; Kind kind = Kind.X; String s = \"shared\"; Object self"
                                + " = this; Old[] many = {this}; }",
                        "public enum Kind { X, Y }",
                        "public class User implements Serializable { Old aOld = new Old(); List<Old> bOlds = new"
                                + " ArrayList<>(List.of(aOld, new Old())); String name = \"Ann\"; String t = \"shared\"; }",
                        maker("return new User();", "return \"\";"));
        Versions two =
                Versions.of(
                        "public class User implements Serializable { String name; String t; }",
                        maker("return new User();", "User u = (User) o; return u.name + u.t;"));

        assertEquals("Annshared", read(two, write(one)));
    }

    @Test
    void decode_whenMissingClassIsReferredToFromAFieldThatIsLeft_fails() throws Exception {
        Versions one =
                Versions.of(
                        "public class Old implements Serializable { }",
                        "public class User implements Serializable { Object a = new Old(); Object b = a; }",
                        maker("return new User();", "return \"\";"));
        Versions two =
                Versions.of(
                        "public class User implements Serializable { Object b; }",
                        maker("return new User();", "return \"\" + ((User) o).b;"));

        UnreadableValueException failure = unreadable(two, write(one));
        assertEquals(Reason.CLASS_MISSING, failure.reason());
        assertEquals("app.Old", failure.className());
    }

    @Test
    void decode_whenFieldWasRenamed_leavesTheNewOneEmpty() throws Exception {
        Versions one =
                Versions.of(
                        "public class User implements Serializable { String name = \"Ann\"; int age = 3; }",
                        maker("return new User();", "User u = (User) o; return u.name + u.age;"));
        Versions two =
                Versions.of(
                        "public class User implements Serializable { String fullName = \"Ann B\"; int age = 4; }",
                        maker(
                                "return new User();",
                                "User u = (User) o; return u.fullName + u.age;"));

        assertEquals("null3", read(two, write(one)));
        assertEquals("null4", read(one, write(two)));
    }

    @ParameterizedTest
    @CsvSource({
        "8, 2.5, 4, 8 2.5 4",
        "Long.MAX_VALUE, 2.5, 4,",
        "8, 0.1, 4,",
        "8, 2.5, null,",
    })
    void decode_whenTypeWasWidened_readsBothWays_asLongAsTheNumberFits(
            String number, String fraction, String boxed, String ofNew) throws Exception {
        String describe = "User u = (User) o; return u.n + \" \" + u.f + \" \" + u.boxed;";
        Versions one =
                Versions.of(
                        "public class User implements Serializable { int n = 7; float f = 1.5f; int boxed = 3; }",
                        maker("return new User();", describe));
        Versions two =
                Versions.of(
                        "public class User implements Serializable { long n = %s; double f = %s; Integer boxed = %s; }"
                                .formatted(number, fraction, boxed),
                        maker("return new User();", describe));

        assertEquals("7 1.5 3", read(two, write(one)));
        StoredValue written = write(two);
        if (ofNew != null) {
            assertEquals(ofNew, read(one, written));
        } else {
            UnreadableValueException failure = unreadable(one, written);
            assertEquals(Reason.DAMAGED, failure.reason());
            assertEquals("app.User", failure.className());
        }
    }

    @Test
    void decode_whenTypeWasReplaced_fails() throws Exception {
        Versions one =
                Versions.of(
                        "public class User implements Serializable { Object tags = \"text\"; }",
                        maker("return new User();", "return \"\";"));
        Versions two =
                Versions.of(
                        "public class User implements Serializable { List<String> tags = new ArrayList<>(); }",
                        maker("return new User();", "return \"\";"));

        assertEquals(Reason.DAMAGED, unreadable(two, write(one)).reason());
    }

    @Test
    void decode_whenSuperclassWasInserted_orRemoved_readsWhatIsLeft() throws Exception {
        Versions one =
                Versions.of(
                        "public class User implements Serializable { String name = \"Ann\"; }",
                        maker("return new User();", "return ((User) o).name;"));
        Versions two =
                Versions.of(
                        "public class Entity implements Serializable { long id = 5; String name = \"entity\"; }",
                        "public class User extends Entity { String name = \"Bob\"; }",
                        maker(
                                "return new User();",
                                "User u = (User) o; return u.name + u.id + ((Entity) u).name;"));

        assertEquals("Ann0null", read(two, write(one)));
        assertEquals("Bob", read(one, write(two)));
    }

    @Test
    void decode_whenASuperclassThatIsNotSerializableWasInserted_hasItsConstructorRun()
            throws Exception {
        String describe = "User u = (User) o; return u.name + ";
        Versions one =
                Versions.of(
                        "public class User implements Serializable { String name = \"Ann\"; }",
                        maker("return new User();", describe + "\"\";"));
        Versions two =
                Versions.of(
                        "public class Entity { int made = 3; protected Entity() { made = 4; } }",
                        "public class User extends Entity implements Serializable { String name = \"Bob\"; }",
                        maker("User u = new User(); u.made = 5; return u;", describe + "u.made;"));

        assertEquals("Ann4", read(two, write(one)));
        assertEquals("Bob", read(one, write(two)));
        assertEquals("Bob4", read(two, write(two)));
    }

    @Test
    void decode_whenEnumConstantsWereInserted_findsThemByName_andOldCodeMissesOnlyTheNewOne()
            throws Exception {
        String user =
                "public class User implements Serializable { Colour c; User(Colour c) { this.c = c; } }";
        Versions one =
                Versions.of(
                        "public enum Colour { RED, GREEN }",
                        user,
                        maker("return new User(Colour.GREEN);", "return \"\" + ((User) o).c;"));
        Versions two =
                Versions.of(
                        "public enum Colour { RED, AMBER, GREEN }",
                        user,
                        maker("return new User(Colour.AMBER);", "return \"\" + ((User) o).c;"));

        assertEquals("GREEN", read(two, write(one)));
        UnreadableValueException failure = unreadable(one, write(two));
        assertEquals(Reason.DAMAGED, failure.reason());
        assertEquals("app.Colour", failure.className());
    }

    @Test
    void decode_whenNativeEnumConstantIsGone_saysWhichClass() throws Exception {
        Versions one =
                Versions.of(
                        "public enum Colour { RED, GREEN }",
                        maker("return Colour.GREEN;", "return \"\" + o;"));
        Versions two =
                Versions.of(
                        "public enum Colour { RED }",
                        maker("return Colour.RED;", "return \"\" + o;"));
        Versions without = Versions.of(maker("return 1;", "return \"\" + o;"));

        assertEquals("app.Colour", unreadable(two, write(one)).className());
        assertEquals("RED", read(one, write(two)));
        assertEquals(Reason.CLASS_MISSING, unreadable(without, write(one)).reason());
        assertEquals("app.Colour", unreadable(without, write(one)).className());
    }

    @Test
    void decode_whenRecordGainedAComponent_readsBothWays() throws Exception {
        Versions one =
                Versions.of(
                        "public record Point(int x, int y) implements Serializable { }",
                        maker("return new Point(1, 2);", "return \"\" + o;"));
        Versions two =
                Versions.of(
                        "public record Point(int x, String label, int y) implements Serializable { }",
                        maker("return new Point(3, \"l\", 4);", "return \"\" + o;"));

        assertEquals("Point[x=1, label=null, y=2]", read(two, write(one)));
        assertEquals("Point[x=3, y=4]", read(one, write(two)));
    }

    @Test
    void decode_whenSerialVersionUidChanged_stillReadsPlainClasses() throws Exception {
        Versions one =
                Versions.of(
                        "public class User implements Serializable { private static final long serialVersionUID = 1; String n ="
                                + " \"a\"; }",
                        maker("return new User();", "return ((User) o).n;"));
        Versions two =
                Versions.of(
                        "public class User implements Serializable { private static final long serialVersionUID = 2; String n ="
                                + " \"b\"; }",
                        maker("return new User();", "return ((User) o).n;"));

        assertEquals("a", read(two, write(one)));
        assertEquals("b", read(one, write(two)));
    }

    @Test
    void decode_whenJavaSerializationRefusesAClass_saysWhich() throws Exception {
        String user =
                "public class User implements Serializable { Address a = new Address(); private"
                        + " Object readResolve() { return this; } }";
        String maker = maker("return new User();", "return \"\";");
        Versions one =
                Versions.of(
                        user,
                        "public class Address implements Serializable { private static final long"
                                + " serialVersionUID = 1; }",
                        maker);
        Versions two =
                Versions.of(
                        user,
                        "public class Address implements Serializable { private static final long"
                                + " serialVersionUID = 2; }",
                        maker);

        UnreadableValueException failure = unreadable(two, write(one));
        assertEquals(Reason.DAMAGED, failure.reason());
        assertEquals("app.Address", failure.className());
    }

    @Test
    void decode_whenClassIsGone_saysWhich() throws Exception {
        Versions one =
                Versions.of(
                        "public class User implements Serializable { }",
                        maker("return new User();", "return \"\";"));
        Versions hooks =
                Versions.of(
                        "public class User implements Serializable { private Object readResolve() { return this; } }",
                        maker("return new User();", "return \"\";"));
        Versions without = Versions.of(maker("return 1;", "return \"\";"));

        for (Versions written : new Versions[] {one, hooks}) {
            UnreadableValueException failure = unreadable(without, write(written));
            assertEquals(Reason.CLASS_MISSING, failure.reason());
            assertEquals("app.User", failure.className());
        }
    }

    @Test
    void decode_whenClassGainedAHookThatItsBytesHaveNot_fails() throws Exception {
        Versions one =
                Versions.of(
                        "public class User implements Serializable { String n = \"a\"; }",
                        maker("return new User();", "return ((User) o).n;"));
        Versions two =
                Versions.of(
                        "public class User implements Serializable { String n = \"a\"; private void readObject(ObjectInputStream in)"
                                + " throws IOException, ClassNotFoundException { in.defaultReadObject(); n = \"hook\"; } }",
                        maker("return new User();", "return ((User) o).n;"));

        assertEquals("app.User", unreadable(two, write(one)).className());
    }

    @Test
    void close_letsGoOfTheApplicationsClasses() throws Exception {
        Versions version =
                Versions.of(
                        "public class User implements Serializable { String n = \"a\"; Kind k = Kind.A; }",
                        "public enum Kind { A }",
                        maker("return new User();", "return ((User) o).n;"));
        ValueCodec codec = new ValueCodec(version, ClassFilter.defaults());
        codec.decode(codec.encode(version.make()));
        codec.close();
        codec = null;
        var reference = new WeakReference<>(version);
        version = null;
        for (int i = 0; i < 50 && !reference.refersTo(null); i++) {
            System.gc();
        }
        assertTrue(reference.refersTo(null));
    }
}
