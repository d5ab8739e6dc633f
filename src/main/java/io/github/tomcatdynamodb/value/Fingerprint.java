package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.types.Numbers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The first 128 bits of the SHA-256 digest of a stored form. Two forms that DynamoDB does not tell
 * apart (another order of map keys, {@code 1.0} and {@code 1}) have the same fingerprint.
 *
 * @param high the first eight bytes of the digest
 * @param low the next eight bytes of the digest
 */
public record Fingerprint(long high, long low) {

    static Fingerprint of(StoredValue stored) {
        CanonicalForm form = new CanonicalForm();
        form.put(stored.value());
        if (stored.type() != null) {
            form.put('t');
            form.put(stored.type());
        }
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(form.bytes, form.length));
        return new Fingerprint(digest.getLong(), digest.getLong());
    }

    /**
     * The bytes that are digested. Whatever DynamoDB is free to give back in another way is brought
     * into one order and one spelling first: map keys and set members are sorted, numbers are
     * normalised.
     */
    private static final class CanonicalForm {

        private byte[] bytes = new byte[512];
        private int length;

        private void put(AttributeValue value) {
            switch (value.type()) {
                case S -> put('S', value.s());
                case N -> put('N', Numbers.canonical(value.n()));
                case B -> put('B', value.b().asByteArrayUnsafe());
                case BOOL -> put(value.bool() ? '1' : '0');
                case NUL -> put('U');
                case L -> putList(value.l());
                case M -> putMap(value.m());
                case SS -> putSorted('s', value.ss().toArray(new String[0]));
                case NS ->
                        putSorted(
                                'n',
                                value.ns().stream().map(Numbers::canonical).toArray(String[]::new));
                case BS -> putBinaries(value.bs());
                // A kind of value that this version of the SDK does not know.
                case UNKNOWN_TO_SDK_VERSION -> put('?', value.toString());
            }
        }

        private void putList(List<AttributeValue> list) {
            put('L');
            putInt(list.size());
            for (AttributeValue element : list) {
                put(element);
            }
        }

        private void putMap(Map<String, AttributeValue> map) {
            put('M');
            putInt(map.size());
            String[] keys = map.keySet().toArray(new String[0]);
            Arrays.sort(keys);
            for (String key : keys) {
                put('k', key);
                put(map.get(key));
            }
        }

        private void putSorted(char kind, String[] members) {
            Arrays.sort(members);
            put(kind);
            putInt(members.length);
            for (String member : members) {
                put(kind, member);
            }
        }

        private void putBinaries(List<SdkBytes> members) {
            byte[][] sorted =
                    members.stream().map(SdkBytes::asByteArrayUnsafe).toArray(byte[][]::new);
            Arrays.sort(sorted, Arrays::compare);
            put('b');
            putInt(sorted.length);
            for (byte[] member : sorted) {
                put('B', member);
            }
        }

        private void put(char kind, String text) {
            put(kind, text.getBytes(StandardCharsets.UTF_8));
        }

        private void put(char kind, byte[] content) {
            put(kind);
            putInt(content.length);
            ensure(content.length);
            System.arraycopy(content, 0, bytes, length, content.length);
            length += content.length;
        }

        private void putInt(int value) {
            ensure(4);
            bytes[length++] = (byte) (value >>> 24);
            bytes[length++] = (byte) (value >>> 16);
            bytes[length++] = (byte) (value >>> 8);
            bytes[length++] = (byte) value;
        }

        private void put(int oneByte) {
            ensure(1);
            bytes[length++] = (byte) oneByte;
        }

        private void ensure(int more) {
            if (bytes.length - length < more) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
            }
        }
    }
}
