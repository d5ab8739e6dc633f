package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.Util;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Classes in the bytes: the built-in ones by number, the application's by name, each under the
 * class filter. A class that is not admitted is not loaded.
 */
final class GraphClassResolver extends DefaultClassResolver {

    private final ClassLoader loader;
    private final Admission admission;
    private final ClassKnowledge knowledge;
    private final GraphReferences references;
    private final List<Named> writtenNames = new ArrayList<>();
    private final Map<String, Named> namesOfNamed = new HashMap<>();
    private final List<Registration> readNames = new ArrayList<>();
    private final List<ClassLayout> unproven = new ArrayList<>();
    private boolean builtIn = true;

    /** The names of classes begin as the one before does, so that is not repeated. */
    private String previousName = "";

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

    /** Says what the name of the first class is likely to be. */
    void setRoot(String className) {
        previousName = className;
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
        return known != null || builtIn ? known : registrationOfApplication(type);
    }

    private Registration registrationOfApplication(Class<?> type) {
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
        requireAdmitted(
                type, level -> unstorable(UnstorableValueException.Reason.CLASS_REFUSED, level));
        if (treatment.kind() == ClassKnowledge.Kind.JAVA_ONLY) {
            throw new NeedsJavaSerializationException();
        }
        Named registration = new Named(type, treatment);
        register(registration);
        return registration;
    }

    /**
     * How objects of a class are written.
     *
     * @throws UnstorableValueException when they must not be
     */
    Registration registrationForWriting(Class<?> type) {
        Registration registration = getRegistration(type);
        if (!(registration instanceof Named) && !isAdmitted(registration)) {
            throw unstorable(UnstorableValueException.Reason.CLASS_REFUSED, type);
        }
        return registration;
    }

    /** The number in this graph of a class that goes by its name; negative for another. */
    int numberOfNamed(Registration registration) {
        if (!(registration instanceof Named named)) {
            return -1;
        }
        return named.number >= 0 ? named.number : writtenNames.size();
    }

    /** Writes the name and the fields of a class that has a number, unless that was done before. */
    void writeNameOnce(Output out, Registration registration) {
        Named named = (Named) registration;
        if (named.number >= 0) {
            return;
        }
        named.number = writtenNames.size();
        writtenNames.add(named);
        out.writeBytes(named.introduction(previousName));
        previousName = named.getType().getName();
        ClassLayout layout = named.treatment.layout();
        if (layout != null && !layout.isProven()) {
            unproven.add(layout);
        }
    }

    /** The class with that number, followed by its name when it is the first time. */
    Registration readNamed(Input in, int number) {
        if (number < readNames.size()) {
            return readBefore(number);
        }
        if (number > readNames.size()) {
            throw new IllegalArgumentException();
        }
        int head = in.readVarInt(true);
        ClassKnowledge.Kind kind = ClassKnowledge.Kind.of(head % ClassKnowledge.Kind.CODES);
        int shared = head / ClassKnowledge.Kind.CODES;
        GraphInput graph = (GraphInput) in;
        graph.takeName(shared);
        previousName = previousName.substring(0, shared) + Streams.readText(in);
        return addRead(graph, kind, previousName);
    }

    /**
     * The built-in class of that number.
     *
     * @throws IllegalArgumentException when there is none
     */
    Registration builtIn(int id) {
        Registration registration = getRegistration(id);
        if (registration == null) {
            throw new IllegalArgumentException();
        }
        if (!isAdmitted(registration)) {
            throw refused(Util.getWrapperClass(registration.getType()).getName());
        }
        return registration;
    }

    private Registration readBefore(int number) {
        Registration known = readNames.get(number);
        if (known instanceof Missing missing) {
            references.missing(missing.className);
        }
        return known;
    }

    private Registration addRead(GraphInput in, ClassKnowledge.Kind kind, String className) {
        Registration registration = registrationForReading(in, kind, className);
        readNames.add(registration);
        return registration;
    }

    private Registration registrationForReading(
            GraphInput in, ClassKnowledge.Kind kind, String className) {
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
                in.takeMissingClass();
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
        requireAdmitted(type, level -> refused(level.getName()));
        ClassKnowledge.Treatment treatment = knowledge.treatment(type);
        if (treatment.kind() != kind || BuiltInClasses.contain(type)) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, type.getName(), null);
        }
        Named registration = new Named(type, treatment);
        register(registration);
        return registration;
    }

    /** The class must be admitted, and its superclasses, whose fields are in the bytes, too. */
    private void requireAdmitted(
            Class<?> type, Function<Class<?>, ? extends RuntimeException> refusal) {
        for (Class<?> level = type;
                level != null && level != Enum.class && Serializable.class.isAssignableFrom(level);
                level = level.getSuperclass()) {
            if (!admission.admits(level.getName())) {
                throw refusal.apply(level);
            }
        }
    }

    /** Primitive types are registered for their wrappers, too. */
    private boolean isAdmitted(Registration registration) {
        return admission.admitsNative(Util.getWrapperClass(registration.getType()));
    }

    @Override
    public void reset() {
        writtenNames.forEach(named -> named.number = -1);
        writtenNames.clear();
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

        /** In the graph that is being written, negative until it is there. */
        private int number = -1;

        // Objects of one class mostly come after those of the same other class.
        private String introducedAfter;
        private byte[] introduction;

        Named(Class<?> type, ClassKnowledge.Treatment treatment) {
            super(type, serializer(type, treatment), NAME);
            this.treatment = treatment;
        }

        /**
         * What stands in the bytes before the first object of the class; not to be modified.
         *
         * @param previousName the name of the class before it
         */
        byte[] introduction(String previousName) {
            if (!previousName.equals(introducedAfter)) {
                introduction = introduce(previousName);
                introducedAfter = previousName;
            }
            return introduction;
        }

        private byte[] introduce(String previousName) {
            Output out = new Output(256, -1);
            String name = getType().getName();
            int shared = Streams.sharedLength(previousName, name);
            out.writeVarInt(ClassKnowledge.Kind.CODES * shared + treatment.kind().code(), true);
            Streams.writeText(out, name.substring(shared));
            if (treatment.layout() != null) {
                out.writeBytes(treatment.layout().schemaBytes());
            }
            return out.toBytes();
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
