package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The class filter, on write and on read, for whatever way a value is stored. */
class SafetyTest {
    private static final String PACKAGE =
            Pattern.quote(SafetyTest.class.getPackageName()) + "\\..*";

    /**
     * Loads classes by itself and notes their names: what is not asked for is not loaded, nor
     * initialised.
     */
    private static final class Watching extends ClassLoader {
        private final Set<String> asked = new HashSet<>();

        Watching() {
            super(SafetyTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }

    static class Bad implements Serializable {
        String text = "x";
    }

    static class BadHook implements Serializable {
        private Object readResolve() {
            return this;
        }
    }

    enum BadEnum {
        A
    }

    static class Good implements Serializable {
        Object nested;

        Good(Object nested) {
            this.nested = nested;
        }
    }

    /** Tells when it is initialised. */
    static class Telling implements Serializable {
        static {
            System.setProperty("safety.told", "yes");
        }
    }

    static class TellingHook implements Serializable {
        static {
            System.setProperty("safety.told", "yes");
        }

        private Object readResolve() {
            return this;
        }
    }

    static ClassFilter allowing(String regex) {
        return new ClassFilter(Pattern.compile(regex), null);
    }

    private static List<Object> carriers(Object nested) {
        List<Object> carriers = new ArrayList<>();
        carriers.add(nested);
        carriers.add(new ArrayList<>(List.of("a", nested)));
        carriers.add(new HashMap<>(Map.of("key", nested)));
        carriers.add(new Good(nested));
        carriers.add(new Good(new ArrayList<>(List.of(nested))));
        carriers.add(new Object[] {nested});
        carriers.add(new HashMap<>(Map.of(7, nested)));
        carriers.add(
                new Good(
                        new Samples.Generic<>(new HookSamples.WriteReadObject(), List.of(nested))));
        carriers.add(new Good(List.of(new java.util.Vector<>(List.of(nested)))));
        return carriers;
    }

    enum Operation {
        PLUS {
            @Override
            int apply(int one, int other) {
                return one + other;
            }
        };

        abstract int apply(int one, int other);
    }

    static class ExtendsBad extends Bad {}

    /** Its class is one that no bytes name. */
    @Test
    void constantWithABody_isAdmittedAsItsEnumIs() {
        String names =
                "java\\.util\\.ArrayList|java\\.lang\\.Enum|"
                        + Pattern.quote(Operation.class.getName());
        try (ValueCodec codec = new ValueCodec(getClass().getClassLoader(), allowing(names))) {
            List<Object> list = new ArrayList<>(List.of(Operation.PLUS));
            assertEquals(list, codec.decode(codec.encode(list)));
        }
    }

    /** As in Java serialization, where the bytes name it, too. */
    @Test
    void refusedSuperclass_isRefused_onWriteAndOnRead() {
        try (ValueCodec open = new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults());
                ValueCodec strict =
                        new ValueCodec(getClass().getClassLoader(), allowing("(?!.*\\$Bad$).*"))) {
            ExtendsBad value = new ExtendsBad();
            StoredValue stored = open.encode(value);
            assertTrue(stored.type().s().startsWith("kryo:"));

            assertEquals(
                    Bad.class.getName(),
                    assertThrows(UnstorableValueException.class, () -> strict.encode(value))
                            .className());
            assertEquals(
                    Bad.class.getName(),
                    assertThrows(UnreadableValueException.class, () -> strict.decode(stored))
                            .className());
        }
    }

    @Test
    void refusedClass_whereverItIsNested_isNeitherWrittenNorReadNorLoaded() {
        Pattern all = Pattern.compile("(?!.*Bad).*");
        for (Object bad : new Object[] {new Bad(), new BadHook(), BadEnum.A}) {
            for (Object carrier : carriers(bad)) {
                try (ValueCodec open =
                                new ValueCodec(
                                        getClass().getClassLoader(), ClassFilter.defaults());
                        ValueCodec strict =
                                new ValueCodec(
                                        getClass().getClassLoader(), new ClassFilter(all, null))) {
                    UnstorableValueException unstorable =
                            assertThrows(
                                    UnstorableValueException.class, () -> strict.encode(carrier));
                    assertEquals(
                            UnstorableValueException.Reason.CLASS_REFUSED, unstorable.reason());
                    assertEquals(bad.getClass().getName(), unstorable.className());

                    Watching loader = new Watching();
                    try (ValueCodec watched = new ValueCodec(loader, new ClassFilter(all, null))) {
                        UnreadableValueException unreadable =
                                assertThrows(
                                        UnreadableValueException.class,
                                        () -> watched.decode(open.encode(carrier)));
                        assertEquals(
                                UnreadableValueException.Reason.CLASS_REFUSED, unreadable.reason());
                        assertEquals(bad.getClass().getName(), unreadable.className());
                        assertFalse(loader.asked.contains(bad.getClass().getName()));
                    }
                }
            }
        }
    }

    @Test
    void refusedClass_isNotInitialised() {
        System.clearProperty("safety.told");
        ClassFilter filter = allowing("(?!.*Telling).*");
        try (ValueCodec codec = new ValueCodec(new Watching(), filter)) {
            for (String name : List.of("Telling", "TellingHook")) {
                String className = SafetyTest.class.getName() + '$' + name;
                for (StoredValue stored :
                        List.of(
                                Forged.java(className),
                                Forged.kryo(className),
                                Forged.kryoInList(className),
                                Forged.enumOf(className))) {
                    UnreadableValueException failure =
                            assertThrows(
                                    UnreadableValueException.class, () -> codec.decode(stored));
                    assertEquals(UnreadableValueException.Reason.CLASS_REFUSED, failure.reason());
                }
            }
        }
        assertEquals(null, System.getProperty("safety.told"));
    }

    @Test
    void classThatIsNoEnum_namedByAnEnumEntry_isNotInitialised() {
        System.clearProperty("safety.told");
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            StoredValue stored = Forged.enumOf(SafetyTest.class.getName() + "$Telling");
            assertThrows(UnreadableValueException.class, () -> codec.decode(stored));
        }
        assertEquals(null, System.getProperty("safety.told"));
    }

    @Test
    void proxyInterface_isUnderTheFilter() {
        Object proxy =
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Samples.SerializableSupplier.class},
                        (InvocationHandler) new Samples.Handler());
        try (ValueCodec open = new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults());
                ValueCodec strict =
                        new ValueCodec(getClass().getClassLoader(), allowing("(?!.*Supplier).*"))) {
            assertThrows(UnstorableValueException.class, () -> strict.encode(proxy));
            assertThrows(UnreadableValueException.class, () -> strict.decode(open.encode(proxy)));
            StoredValue inList = open.encode(new ArrayList<>(List.of(proxy)));
            assertEquals(
                    UnreadableValueException.Reason.CLASS_REFUSED,
                    assertThrows(UnreadableValueException.class, () -> strict.decode(inList))
                            .reason());
        }
    }

    @Test
    void managersFilter_holdsForTheJdksClassesToo() {
        ClassFilter filter = allowing("java\\.lang\\..*|java\\.util\\.ArrayList|" + PACKAGE);
        try (ValueCodec open = new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults());
                ValueCodec strict = new ValueCodec(getClass().getClassLoader(), filter)) {
            List<Object> allowed =
                    new ArrayList<>(List.of("a", 1, 2L, new Good(new ArrayList<>(List.of("x")))));
            strict.decode(strict.encode(allowed));
            UUID uuid = new UUID(1, 2);
            for (Object refused :
                    new Object[] {
                        uuid, new ArrayList<>(List.of(uuid)), new Good(uuid), new HashMap<>()
                    }) {
                assertThrows(UnstorableValueException.class, () -> strict.encode(refused));
                assertEquals(
                        UnreadableValueException.Reason.CLASS_REFUSED,
                        assertThrows(
                                        UnreadableValueException.class,
                                        () -> strict.decode(open.encode(refused)))
                                .reason());
            }
        }
    }

    @Test
    void notSerializable_isRefusedWithItsName() {
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            for (Object value : carriers(new Samples.NotSerializable())) {
                UnstorableValueException failure =
                        assertThrows(UnstorableValueException.class, () -> codec.encode(value));
                assertEquals(UnstorableValueException.Reason.NOT_SERIALIZABLE, failure.reason());
                assertEquals(Samples.NotSerializable.class.getName(), failure.className());
            }
        }
    }

    @Test
    void tooDeepForFileStore_failsClearly_andTheCodecGoesOn() {
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            Object deep = Samples.chain(100_000);
            UnstorableValueException failure =
                    assertThrows(UnstorableValueException.class, () -> codec.encode(deep));
            assertEquals(UnstorableValueException.Reason.FAILED, failure.reason());
            Object shallow = Samples.chain(10);
            assertTrue(codec.decode(codec.encode(shallow)) instanceof Samples.Node);
        }
    }

    /** Found by the fuzz test: the JDK's own class throws an InternalError then. */
    @Test
    void immutableMapWithAKeyWithoutAValue_isDamaged() {
        String map =
                "aced00057372002c6a6176612e7574696c2e436f6c6c656374696f6e7324556e"
                        + "6d6f6469666961626c65436f6c6c656374696f6e19420080cb5ef71e0200014c"
                        + "0001637400164c6a6176612f7574696c2f436f6c6c656374696f6e3b78707372"
                        + "00116a6176612e7574696c2e436f6c6c536572578eabb63a1ba8110300014900"
                        + "03746167787000000003770400000001737200116a6176612e6c616e672e496e"
                        + "746567657212e2a0a4f781873802000149000576616c7565787200106a617661"
                        + "2e6c616e672e4e756d62657286ac951d0b94e08b02000078700000000178";
        StoredValue stored =
                new StoredValue(
                        AttributeValue.fromB(SdkBytes.fromByteArray(HexFormat.of().parseHex(map))),
                        AttributeValue.fromS("java:java.util.Collections$UnmodifiableCollection"));
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            UnreadableValueException failure =
                    assertThrows(UnreadableValueException.class, () -> codec.decode(stored));
            assertEquals(UnreadableValueException.Reason.DAMAGED, failure.reason());
        }
    }

    @Test
    void messages_nameTheClass_neverTheValue() {
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            StoredValue stored =
                    new StoredValue(AttributeValue.fromS("hunter2"), AttributeValue.fromS("uuid"));
            UnreadableValueException failure =
                    assertThrows(UnreadableValueException.class, () -> codec.decode(stored));
            assertFalse(failure.getMessage().contains("hunter2"), failure.getMessage());
        }
    }
}
