package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.form.AttributeValueFactory;
import io.github.tomcatdynamodb.value.form.NativeDecoder;
import io.github.tomcatdynamodb.value.form.NativeEncoder;
import io.github.tomcatdynamodb.value.java.JdkSerialization;
import io.github.tomcatdynamodb.value.kryo.KryoSerialization;
import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.limits.Failures;
import io.github.tomcatdynamodb.value.limits.Limits;
import io.github.tomcatdynamodb.value.limits.Packing;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import java.lang.reflect.Proxy;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Java values to their stored form and back, for one web application. Safe for use by many threads.
 *
 * <p>Three forms are asked in turn: DynamoDB's own values, Kryo, Java serialization. The first that
 * holds all of a value exactly has it.
 *
 * <p>Nothing but {@link UnstorableValueException} and {@link UnreadableValueException} is thrown
 * for what a value or a stored form contains.
 */
public final class ValueCodec implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final Admission admission;
    private final Limits limits;
    private final NativeDecoder nativeDecoder;
    private final KryoSerialization kryo;
    private final JdkSerialization jdk;

    /**
     * A codec for the classes of one class loader, with the usual limits.
     *
     * @param loader the web application's class loader
     * @param filter which classes may be written and read
     */
    public ValueCodec(ClassLoader loader, ClassFilter filter) {
        this(loader, filter, Limits.defaults(), className -> {});
    }

    /**
     * A codec for the classes of one class loader.
     *
     * @param loader the web application's class loader
     * @param filter which classes may be written and read
     * @param limits what is read at most
     * @param report told once of each class that {@link ClassFilter.Policy#STRICT} would refuse, if
     *     the filter's policy is to report them; by many threads
     */
    public ValueCodec(
            ClassLoader loader, ClassFilter filter, Limits limits, Consumer<String> report) {
        Objects.requireNonNull(loader, "loader");
        this.admission =
                new Admission(
                        Objects.requireNonNull(filter, "filter"),
                        Objects.requireNonNull(report, "report"));
        this.limits = Objects.requireNonNull(limits, "limits");
        this.nativeDecoder = new NativeDecoder(loader, admission);
        this.kryo = new KryoSerialization(loader, admission);
        this.jdk = new JdkSerialization(loader, admission, limits);
    }

    /**
     * Returns the stored form of a value. Encoding what {@link #decode} gave back yields the same
     * content again.
     *
     * @param value the value of a session attribute
     * @throws UnstorableValueException when it cannot be stored
     */
    public StoredValue encode(Object value) {
        return encode(value, new AttributeValueFactory());
    }

    /**
     * Returns what does the same as {@link #encode}, for all values of a session: that is quicker
     * than one by one. For use by one thread.
     */
    public Function<Object, StoredValue> encoder() {
        AttributeValueFactory factory = new AttributeValueFactory();
        return value -> encode(value, factory);
    }

    private StoredValue encode(Object value, AttributeValueFactory factory) {
        for (int attempt = 1; ; attempt++) {
            try {
                return encodeOnce(value, factory);
            } catch (UnstorableValueException e) {
                throw e.at(Paths.to(e.className(), value));
            } catch (RuntimeException | Error e) {
                Failures.requireOfTheValue(e);
                // Another request of the same session may be changing it: rare, and over in a
                // moment.
                if (!(e instanceof ConcurrentModificationException) || attempt == ATTEMPTS) {
                    throw new UnstorableValueException(
                            UnstorableValueException.Reason.FAILED, value.getClass().getName(), e);
                }
            }
        }
    }

    private StoredValue encodeOnce(Object value, AttributeValueFactory factory) {
        try {
            return new NativeEncoder(admission, factory).encode(value);
        } catch (OtherFormException e) {
            return encodeOpaque(value, e.obstacle(), factory);
        }
    }

    private StoredValue encodeOpaque(
            Object value, Class<?> obstacle, AttributeValueFactory factory) {
        String name = rootName(value.getClass());
        byte[] content;
        String type;
        try {
            content = kryo.write(value, obstacle);
            type = StoredValue.KRYO + name;
        } catch (OtherFormException e) {
            content = jdk.write(value);
            type = StoredValue.JAVA + name;
        }
        return new StoredValue(factory.bytes(Packing.plain(content)), factory.text(type));
    }

    /**
     * The name of the class; lambdas and proxies have one that is new in every JVM, so they go by
     * where they come from.
     */
    private static String rootName(Class<?> type) {
        if (type.isHidden()) {
            return type.getNestHost().getName();
        }
        if (Proxy.isProxyClass(type) && type.getInterfaces().length > 0) {
            return type.getInterfaces()[0].getName();
        }
        return type.getName();
    }

    /**
     * Returns the value that a stored form stands for.
     *
     * @throws UnreadableValueException when it cannot be read here and now
     */
    public Object decode(StoredValue stored) {
        try {
            return stored.isOpaque() ? decodeOpaque(stored) : nativeDecoder.decode(stored);
        } catch (UnreadableValueException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            throw new UnreadableValueException(UnreadableValueException.Reason.DAMAGED, null, e);
        }
    }

    private Object decodeOpaque(StoredValue stored) {
        if (stored.isRefused() || stored.isSealed()) {
            throw new UnreadableValueException(UnreadableValueException.Reason.SEAL, null, null);
        }
        String type = stored.type().s();
        String root = type.substring(type.indexOf(':') + 1);
        if (!admission.admits(root)) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_REFUSED, root, null);
        }
        byte[] bytes = unpack(stored, root);
        return type.startsWith(StoredValue.KRYO) ? kryo.read(bytes, root) : jdk.read(bytes, root);
    }

    private byte[] unpack(StoredValue stored, String root) {
        try {
            return Packing.unpack(stored.value().b().asByteArrayUnsafe(), limits.bytes());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnreadableValueException(UnreadableValueException.Reason.DAMAGED, root, e);
        }
    }

    /** Whether a Node application can read the value. */
    public boolean isNative(StoredValue stored) {
        return !stored.isOpaque();
    }

    /**
     * Whether a value is the one that is stored, although its form may be another: deflated, or in
     * another order, where a hash table came out in another one after it was read back.
     *
     * @param stored the form in the record
     * @param current what {@link #encode} gives for the value now
     */
    public boolean unchanged(StoredValue stored, StoredValue current) {
        if (stored.fingerprint().equals(current.fingerprint())) {
            return true;
        }
        if (!stored.isOpaque()) {
            return false;
        }
        try {
            return encode(decode(stored)).equals(current);
        } catch (UnreadableValueException | UnstorableValueException e) {
            return false;
        }
    }

    /**
     * Drops everything that is known about the web application's classes. The codec must not be
     * used afterwards.
     */
    @Override
    public void close() {
        admission.clear();
        kryo.close();
    }
}
