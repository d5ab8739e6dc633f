package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.IdentityObjectIntMap;
import com.esotericsoftware.kryo.util.Util;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Classes in the bytes: the built-in ones by number, the application's by name, each under the
 * class filter. A class that is not admitted is not loaded.
 */
final class GraphClassResolver extends DefaultClassResolver {

    private static final int NAMED = NAME + 2;
    private final ClassLoader loader;
    private final Admission admission;
    private final ClassKnowledge knowledge;
    private final GraphReferences references;
    private final IdentityObjectIntMap<Registration> writtenNames = new IdentityObjectIntMap<>();
    private final Map<String, Named> namesOfNamed = new HashMap<>();
    private final List<Registration> readNames = new ArrayList<>();
    private final List<ClassLayout> unproven = new ArrayList<>();
    private boolean builtIn = true;

    GraphClassResolver(
            ClassLoader loader,
            Admission admission,
            ClassKnowledge knowledge,
            GraphReferences references) {
        this.loader = loader;
        this.admission = admission;
        this.knowledge = knowledge;
        this.references = references;
    }

    /** From here on a class that is not registered is the application's. */
    void endOfBuiltIn() {
        builtIn = false;
    }

    /** The classes that this graph is the first to contain; to be taken before {@link #reset}. */
    List<ClassLayout> takeUnproven() {
        List<ClassLayout> taken = List.copyOf(unproven);
        unproven.clear();
        return taken;
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's own signature.
    public Registration getRegistration(Class type) {
        Registration known = super.getRegistration(type);
        return known != null || builtIn ? known : registrationForWriting(type);
    }

    private Registration registrationForWriting(Class<?> type) {
        if (Enum.class.isAssignableFrom(type) && !type.isEnum()) {
            // A constant with a body has a class of its own.
            Registration declared = getRegistration(type.getSuperclass());
            classToRegistration.put(type, declared);
            return declared;
        }
        ClassKnowledge.Treatment treatment = knowledge.treatment(type);
        if (treatment.kind() == ClassKnowledge.Kind.NOT_SERIALIZABLE) {
            throw unstorable(UnstorableValueException.Reason.NOT_SERIALIZABLE, type);
        }
        if (!admission.admits(type.getName())) {
            throw unstorable(UnstorableValueException.Reason.CLASS_REFUSED, type);
        }
        if (treatment.kind() == ClassKnowledge.Kind.JAVA_ONLY) {
            throw new NeedsJavaSerializationException();
        }
        Named registration = new Named(type, treatment);
        register(registration);
        return registration;
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's own signature.
    public Registration writeClass(Output out, Class type) {
        if (type == null) {
            out.writeByte(Kryo.NULL);
            return null;
        }
        Registration registration = getRegistration(type);
        if (registration instanceof Named named) {
            writeName(out, named);
        } else if (isAdmitted(registration)) {
            out.writeVarInt(registration.getId() + 2, true);
        } else {
            throw unstorable(UnstorableValueException.Reason.CLASS_REFUSED, type);
        }
        return registration;
    }

    private void writeName(Output out, Named registration) {
        out.writeVarInt(NAMED, true);
        int id = writtenNames.get(registration, -1);
        if (id >= 0) {
            out.writeVarInt(id, true);
            return;
        }
        id = writtenNames.size;
        writtenNames.put(registration, id);
        out.writeVarInt(id, true);
        out.writeByte(registration.treatment.kind().code());
        Streams.writeText(out, registration.getType().getName());
        ClassLayout layout = registration.treatment.layout();
        if (layout != null && !layout.isProven()) {
            unproven.add(layout);
        }
    }

    @Override
    public Registration readClass(Input in) {
        int id = in.readVarInt(true);
        if (id == Kryo.NULL) {
            return null;
        }
        if (id == NAMED) {
            return readName(in);
        }
        Registration registration = getRegistration(id - 2);
        if (registration == null) {
            throw new IllegalArgumentException();
        }
        if (!isAdmitted(registration)) {
            throw refused(Util.getWrapperClass(registration.getType()).getName());
        }
        return registration;
    }

    @Override
    protected Registration readName(Input in) {
        int id = in.readVarInt(true);
        if (id < 0 || id > readNames.size()) {
            throw new IllegalArgumentException();
        }
        if (id < readNames.size()) {
            Registration known = readNames.get(id);
            if (known instanceof Missing missing) {
                references.missing(missing.className);
            }
            return known;
        }
        ClassKnowledge.Kind kind = ClassKnowledge.Kind.of(in.readByte());
        Registration registration = registrationForReading(kind, Streams.readText(in));
        readNames.add(registration);
        return registration;
    }

    private Registration registrationForReading(ClassKnowledge.Kind kind, String className) {
        Named known = namesOfNamed.get(className);
        if (known == null) {
            if (!admission.admits(className)) {
                throw refused(className);
            }
            try {
                known = named(Class.forName(className, false, loader), kind);
                namesOfNamed.put(className, known);
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                references.missing(className);
                return new Missing(kind, className);
            }
        }
        if (known.treatment.kind() != kind) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, className, null);
        }
        return known;
    }

    private Named named(Class<?> type, ClassKnowledge.Kind kind) {
        if (super.getRegistration(type) instanceof Named known) {
            return known;
        }
        ClassKnowledge.Treatment treatment = knowledge.treatment(type);
        if (treatment.kind() != kind || BuiltInClasses.contain(type)) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, type.getName(), null);
        }
        Named registration = new Named(type, treatment);
        register(registration);
        return registration;
    }

    /** Primitive types are registered for their wrappers, too. */
    private boolean isAdmitted(Registration registration) {
        return admission.admitsNative(Util.getWrapperClass(registration.getType()));
    }

    @Override
    public void reset() {
        writtenNames.clear(64);
        readNames.clear();
        unproven.clear();
    }

    private static UnstorableValueException unstorable(
            UnstorableValueException.Reason reason, Class<?> type) {
        return new UnstorableValueException(reason, type.getName(), null);
    }

    private static UnreadableValueException refused(String className) {
        return new UnreadableValueException(
                UnreadableValueException.Reason.CLASS_REFUSED, className, null);
    }

    /** A class of the application's. */
    private static final class Named extends Registration {

        private final ClassKnowledge.Treatment treatment;

        Named(Class<?> type, ClassKnowledge.Treatment treatment) {
            super(type, serializer(type, treatment), NAME);
            this.treatment = treatment;
        }

        private static Serializer<?> serializer(Class<?> type, ClassKnowledge.Treatment treatment) {
            return switch (treatment.kind()) {
                case PLAIN -> new PlainSerializer(treatment.layout());
                case ENUM -> new EnumSerializer(type);
                case ARRAY -> new ReferenceArraySerializer(type.getComponentType());
                default -> throw new IllegalArgumentException();
            };
        }
    }

    /** A class that the bytes name and that is not there. */
    private static final class Missing extends Registration {

        private final String className;

        Missing(ClassKnowledge.Kind kind, String className) {
            // Kryo keeps no references to enum constants: the stand-in must be of the same sort as
            // the class that is missing.
            super(
                    kind == ClassKnowledge.Kind.ENUM ? ClassKnowledge.Kind.class : Object.class,
                    new MissingSerializer(kind),
                    NAME);
            this.className = className;
        }
    }
}
