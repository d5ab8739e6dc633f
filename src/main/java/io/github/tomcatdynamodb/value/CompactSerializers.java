package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** The scalars that beans have most often, as few bytes instead of text. */
@SuppressWarnings("JavaUtilDate") // Applications have dates in their sessions.
final class CompactSerializers {

    private CompactSerializers() {}

    /** Those for which there is one, by class. */
    static Map<Class<?>, Serializer<?>> all() {
        return Map.of(
                BigDecimal.class, new Decimals(),
                BigInteger.class, new Integers(),
                UUID.class, new Uuids(),
                Date.class, new Dates(),
                Instant.class, new TimeSerializers.InstantSerializer(),
                LocalDate.class, new TimeSerializers.LocalDateSerializer(),
                LocalTime.class, new TimeSerializers.LocalTimeSerializer(),
                LocalDateTime.class, new TimeSerializers.LocalDateTimeSerializer());
    }

    private static void writeBytes(Output out, byte[] bytes) {
        Streams.writeLength(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] readBytes(Input in) {
        return in.readBytes(Streams.readLength(in));
    }

    private static final class Decimals extends Serializer<BigDecimal> {

        @Override
        public void write(Kryo kryo, Output out, BigDecimal number) {
            out.writeVarInt(number.scale(), false);
            writeBytes(out, number.unscaledValue().toByteArray());
        }

        @Override
        public BigDecimal read(Kryo kryo, Input in, Class<? extends BigDecimal> type) {
            int scale = in.readVarInt(false);
            return new BigDecimal(new BigInteger(readBytes(in)), scale);
        }
    }

    private static final class Integers extends Serializer<BigInteger> {

        @Override
        public void write(Kryo kryo, Output out, BigInteger number) {
            writeBytes(out, number.toByteArray());
        }

        @Override
        public BigInteger read(Kryo kryo, Input in, Class<? extends BigInteger> type) {
            return new BigInteger(readBytes(in));
        }
    }

    private static final class Uuids extends Serializer<UUID> {

        @Override
        public void write(Kryo kryo, Output out, UUID uuid) {
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
        }

        @Override
        public UUID read(Kryo kryo, Input in, Class<? extends UUID> type) {
            return new UUID(in.readLong(), in.readLong());
        }
    }

    private static final class Dates extends Serializer<Date> {

        @Override
        public void write(Kryo kryo, Output out, Date date) {
            out.writeLong(date.getTime());
        }

        @Override
        public Date read(Kryo kryo, Input in, Class<? extends Date> type) {
            return new Date(in.readLong());
        }
    }
}
