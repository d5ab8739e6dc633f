package io.github.tomcatdynamodb.value;

import java.lang.reflect.Proxy;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Java values to their stored form and back, for one web application. Safe for use by many threads.
 *
 * <p>Nothing but {@link UnstorableValueException} and {@link UnreadableValueException} is thrown
 * for what a value or a stored form contains.
 */
public final class ValueCodec implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final String JAVA = "java:";
    private static final String KRYO = "kryo:";

    private final Admission admission;
    private final MapTypes maps;
    private final NativeDecoder nativeDecoder;
    private final KryoSerialization kryo;
    private final JdkSerialization jdk;

    /** The type entries of what Kryo has written, by its class. */
    private final Map<Class<?>, AttributeValue> kryoEntries = new ConcurrentHashMap<>();

    /**
     * A codec for the classes of one class loader.
     *
     * @param loader the web application's class loader
     * @param filter which classes may be written and read
     */
    public ValueCodec(ClassLoader loader, ClassFilter filter) {
        Objects.requireNonNull(loader, "loader");
        this.admission = new Admission(Objects.requireNonNull(filter, "filter"));
        this.maps = new MapTypes();
        this.nativeDecoder = new NativeDecoder(loader, admission, maps);
        this.kryo = new KryoSerialization(loader, admission, maps);
        this.jdk = new JdkSerialization(loader, filter);
    }

    /**
     * The stored form of a value. Encoding what {@link #decode} gave back yields the same form
     * again.
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
                throw e;
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
        NativeEncoder encoder = new NativeEncoder(admission, maps, factory);
        StoredValue stored = encoder.encode(value);
        return stored != null ? stored : encodeOpaque(value, encoder.obstacle(), factory);
    }

    private StoredValue encodeOpaque(
            Object value, Class<?> obstacle, AttributeValueFactory factory) {
        Class<?> type = value.getClass();
        byte[] bytes = kryo.write(value, obstacle);
        if (bytes == null) {
            return factory.opaque(jdk.write(value), AttributeValue.fromS(JAVA + rootName(type)));
        }
        AttributeValue entry =
                kryoEntries.computeIfAbsent(type, of -> AttributeValue.fromS(KRYO + rootName(of)));
        return factory.opaque(bytes, entry);
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
     * The value that a stored form stands for.
     *
     * @throws UnreadableValueException when it cannot be read here and now
     */
    public Object decode(StoredValue stored) {
        try {
            return isNative(stored) ? nativeDecoder.decode(stored) : decodeOpaque(stored);
        } catch (UnreadableValueException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            throw new UnreadableValueException(UnreadableValueException.Reason.DAMAGED, null, e);
        }
    }

    private Object decodeOpaque(StoredValue stored) {
        String type = stored.type().s();
        String root = type.substring(type.indexOf(':') + 1);
        if (!admission.admits(root)) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_REFUSED, root, null);
        }
        byte[] bytes = stored.value().b().asByteArrayUnsafe();
        return type.startsWith(KRYO) ? kryo.read(bytes, root) : jdk.read(bytes, root);
    }

    /**
     * Whether a Node application can read the value.
     *
     * @return false when it holds bytes of Kryo's or of Java serialization's
     */
    public boolean isNative(StoredValue stored) {
        String type = stored.type() == null ? null : stored.type().s();
        return type == null || !(type.startsWith(JAVA) || type.startsWith(KRYO));
    }

    /**
     * Whether a value is the one that is stored, although its form may have been written in another
     * order: a hash table may come out in another order after it was read back.
     *
     * @param stored the form in the record
     * @param current what {@link #encode} gives for the value now
     */
    public boolean unchanged(StoredValue stored, StoredValue current) {
        if (stored.fingerprint().equals(current.fingerprint())) {
            return true;
        }
        if (isNative(stored)) {
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
        kryoEntries.clear();
    }
}
