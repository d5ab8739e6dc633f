package io.github.tomcatdynamodb.benchmark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.CompatibleFieldSerializer;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import io.github.tomcatdynamodb.record.ItemSize;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.SampleSession;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.catalina.util.CustomObjectInputStream;
import org.objenesis.strategy.StdInstantiatorStrategy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The attributes of whole sessions to their stored form and back, against one stream of Java
 * serialization for all of them, as Tomcat's FileStore writes it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {

    /** What is in the session. */
    @Param public SampleSession session;

    private final ClassLoader loader = CodecBenchmark.class.getClassLoader();
    private final ValueCodec codec = new ValueCodec(loader, new ClassFilter(null, null));
    private Map<String, Object> attributes;
    private Map<String, StoredValue> encoded;
    private final Kryo kryo = stockKryo();
    private byte[] serialized;
    private byte[] byKryo;
    private boolean readsByKryo;

    /** Encodes once. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        attributes = session.attributes();
        encoded = encode();
        serialized = javaWrite();
        byKryo = kryoWrite();
        readsByKryo = isReadByKryo(session);
    }

    /** To the stored form. */
    @Benchmark
    public Map<String, StoredValue> encode() {
        Map<String, StoredValue> result = new HashMap<>();
        Function<Object, StoredValue> encoder = codec.encoder();
        attributes.forEach((name, value) -> result.put(name, encoder.apply(value)));
        return result;
    }

    /** From the stored form. */
    @Benchmark
    public Map<String, Object> decode() {
        Map<String, Object> result = new HashMap<>();
        encoded.forEach((name, value) -> result.put(name, codec.decode(value)));
        return result;
    }

    /** Java serialization. */
    @Benchmark
    public byte[] javaWrite() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
                out.writeObject(attribute.getKey());
                out.writeObject(attribute.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** Java deserialization, with the stream that Tomcat's own stores use. */
    @Benchmark
    public Map<String, Object> javaRead() throws IOException, ClassNotFoundException {
        Map<String, Object> result = new HashMap<>();
        try (ObjectInputStream in =
                new CustomObjectInputStream(new ByteArrayInputStream(serialized), loader)) {
            for (int i = 0; i < attributes.size(); i++) {
                result.put((String) in.readObject(), in.readObject());
            }
        }
        return result;
    }

    /** Kryo as it comes, with fields by name, as other session stores use it. */
    @Benchmark
    public byte[] kryoWrite() {
        Output out = new Output(1_024, -1);
        kryo.writeObject(out, attributes);
        return out.toBytes();
    }

    /** The same, read back; nothing where {@link #isReadByKryo it cannot}. */
    @Benchmark
    public Map<?, ?> kryoRead() {
        return readsByKryo ? kryo.readObject(new Input(byKryo), HashMap.class) : Map.of();
    }

    /**
     * Returns whether Kryo as it comes reads what it has written of a session: unmodifiable lists,
     * as Spring Security has them, it does not.
     */
    static boolean isReadByKryo(SampleSession session) {
        Kryo kryo = stockKryo();
        Output out = new Output(1_024, -1);
        try {
            kryo.writeObject(out, session.attributes());
            kryo.readObject(new Input(out.toBytes()), HashMap.class);
            return true;
        } catch (KryoException e) {
            return false;
        }
    }

    private static Kryo stockKryo() {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(false);
        kryo.setReferences(true);
        kryo.setDefaultSerializer(CompatibleFieldSerializer.class);
        kryo.setInstantiatorStrategy(
                new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        return kryo;
    }

    // ---- Sizes

    /**
     * The bytes of a session.
     *
     * @param java in one stream of Java serialization
     * @param kryo in one stream of Kryo as it comes
     * @param record in the record
     * @param javaValues of the values, each in a stream of its own
     * @param values of the values and types in the record
     * @param forms how each attribute is stored
     */
    record Sizes(
            int java,
            int kryo,
            int record,
            int javaValues,
            int values,
            Map<String, String> forms) {}

    static Sizes sizes(SampleSession session) throws IOException {
        CodecBenchmark benchmark = new CodecBenchmark();
        benchmark.session = session;
        benchmark.prepare();
        int size = 0;
        int values = 0;
        int javaValues = 0;
        Map<String, String> forms = new TreeMap<>();
        for (Map.Entry<String, StoredValue> attribute : benchmark.encoded.entrySet()) {
            StoredValue stored = attribute.getValue();
            int name = attribute.getKey().getBytes(StandardCharsets.UTF_8).length + 1;
            size += name + ItemSize.of(stored.value());
            values += ItemSize.of(stored.value());
            if (stored.type() != null) {
                size += name + ItemSize.of(stored.type());
                values += ItemSize.of(stored.type());
            }
            javaValues += javaSize(benchmark.attributes.get(attribute.getKey()));
            forms.put(attribute.getKey(), form(stored));
        }
        return new Sizes(
                benchmark.serialized.length,
                benchmark.byKryo.length,
                size,
                javaValues,
                values,
                forms);
    }

    private static int javaSize(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.size();
    }

    private static String form(StoredValue stored) {
        String type = stored.type() == null ? "" : stored.type().s();
        if (type == null || type.isEmpty()) {
            return stored.value().type().toString();
        }
        int colon = type.indexOf(':');
        return colon < 0 ? "native" : type.substring(0, colon);
    }
}
