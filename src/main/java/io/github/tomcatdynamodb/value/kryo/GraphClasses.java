package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.IdentityObjectIntMap;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.limits.JvmFilter;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Kryo's classes: the built-in ones by number, the application's by name, each under the class
 * filter. A class that is not admitted is not loaded.
 */
final class GraphClasses extends DefaultClassResolver {

    /** Longer ones are nobody's, and to look for one takes far more memory than it has. */
    private static final int LONGEST_NAME = 2_000;

    /** A field that is no longer there may hold objects of classes that are gone, too. */
    private static final int MOST_MISSING = 100;

    private final ClassLoader loader;
    private final Admission admission;
    private final JvmFilter jvmFilter = JvmFilter.ofThisJvm();
    private final ClassKnowledge knowledge;
    private final GraphReferences references;

    /** By name, those that are there. */
    private final Map<String, Registration> loaded = new HashMap<>();

    /** The classes of the graph that is being read, by number. */
    private final List<Registration> read = new ArrayList<>();

    private final List<ClassLayout> unproven = new ArrayList<>();
    private int missingLeft = MOST_MISSING;

    GraphClasses(
            ClassLoader loader,
            Admission admission,
            ClassKnowledge knowledge,
            GraphReferences references) {
        this.loader = loader;
        this.admission = admission;
        this.knowledge = knowledge;
        this.references = references;
    }

    /** The classes that this graph is the first to contain; to be taken before {@link #reset}. */
    List<ClassLayout> takeUnproven() {
        List<ClassLayout> taken = List.copyOf(unproven);
        unproven.clear();
        return taken;
    }

    /** Begins a graph whose first object is of a class that is told elsewhere. */
    Registration beginWriting(Class<?> type) {
        Registration root = kryo.getRegistration(type);
        if (root.getId() == NAME) {
            if (classToNameId == null) {
                classToNameId = new IdentityObjectIntMap<>();
            }
            classToNameId.put(root.getType(), nextNameId++);
        }
        noteUnproven(root);
        return root;
    }

    /** Begins to read a graph whose first object is of the class of that name. */
    Registration beginReading(String className) {
        Registration root = registrationOf(className);
        if (root.getId() == NAME) {
            read.add(root);
        }
        return root;
    }

    /** Called by Kryo for a class that is not registered, when it is to be written. */
    @Override
    @SuppressWarnings("rawtypes") // Kryo's own signature.
    public Registration registerImplicit(Class type) {
        ClassKnowledge.Treatment treatment = knowledge.treatment(type);
        if (treatment.kind() == ClassKnowledge.Kind.NOT_SERIALIZABLE) {
            throw unstorable(UnstorableValueException.Reason.NOT_SERIALIZABLE, type);
        }
        requireAdmitted(
                type, level -> unstorable(UnstorableValueException.Reason.CLASS_REFUSED, level));
        if (treatment.kind() == ClassKnowledge.Kind.JAVA_ONLY) {
            throw new OtherFormException(type);
        }
        return register(named(type, treatment));
    }

    private static Registration named(Class<?> type, ClassKnowledge.Treatment treatment) {
        Serializer<?> serializer =
                switch (treatment.kind()) {
                    case PLAIN -> new PlainSerializer(treatment.layout());
                    case ENUM -> new NamedSerializers.Enums(type);
                    case ARRAY -> new NamedSerializers.Arrays(type.getComponentType());
                    default -> throw new IllegalArgumentException(type.getName());
                };
        return new Registration(type, serializer, NAME);
    }

    /** A constant with a body has a class of its own, which is in no bytes. */
    @Override
    @SuppressWarnings("rawtypes") // Kryo's own signature.
    protected void writeName(Output out, Class type, Registration registration) {
        noteUnproven(registration);
        super.writeName(out, registration.getType(), registration);
    }

    private void noteUnproven(Registration registration) {
        if (registration.getSerializer() instanceof PlainSerializer plain
                && !plain.layout().isProven()
                && !unproven.contains(plain.layout())) {
            unproven.add(plain.layout());
        }
    }

    @Override
    protected Registration readName(Input in) {
        int number = in.readVarInt(true);
        if (number == read.size()) {
            read.add(registrationOf(in.readString()));
        }
        Registration registration = read.get(number);
        if (registration.getSerializer() instanceof NamedSerializers.Missing missing) {
            references.missing(missing.className());
        }
        return registration;
    }

    private Registration registrationOf(String className) {
        Registration known = loaded.get(className);
        if (known != null) {
            return known;
        }
        if (className.isEmpty() || className.length() > LONGEST_NAME) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, className, null);
        }
        if (!admission.admits(className)) {
            throw refused(className);
        }
        try {
            known = loaded(Class.forName(className, false, loader));
            loaded.put(className, known);
            return known;
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            references.missing(className);
            if (--missingLeft < 0) {
                throw new IllegalArgumentException("too many classes that are not there", e);
            }
            return new Registration(Object.class, new NamedSerializers.Missing(className), NAME);
        }
    }

    private Registration loaded(Class<?> type) {
        if (jvmFilter.refuses(type)) {
            throw refused(type.getName());
        }
        Registration known = getRegistration(type);
        if (known != null) {
            return known;
        }
        requireAdmitted(type, level -> refused(level.getName()));
        ClassKnowledge.Treatment treatment = knowledge.treatment(type);
        if (!treatment.kind().isForKryo()) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, type.getName(), null);
        }
        return register(named(type, treatment));
    }

    /** The class must be admitted, and its superclasses, whose fields are in the bytes, too. */
    private void requireAdmitted(
            Class<?> type, Function<Class<?>, ? extends RuntimeException> refusal) {
        for (Class<?> level = type;
                level != null && level != Enum.class && Serializable.class.isAssignableFrom(level);
                level = level.getSuperclass()) {
            if (!admission.admits(level.getName()) || jvmFilter.refuses(level)) {
                throw refusal.apply(level);
            }
        }
    }

    @Override
    public void reset() {
        super.reset();
        read.clear();
        unproven.clear();
        missingLeft = MOST_MISSING;
    }

    private static UnstorableValueException unstorable(
            UnstorableValueException.Reason reason, Class<?> type) {
        return new UnstorableValueException(reason, type.getName(), null);
    }

    private static UnreadableValueException refused(String className) {
        return new UnreadableValueException(
                UnreadableValueException.Reason.CLASS_REFUSED, className, null);
    }
}
