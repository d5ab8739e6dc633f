package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Strings, with a length that the bytes at hand bound. */
final class TextSerializer extends Serializer<String> {

    @Override
    public void write(Kryo kryo, Output out, String text) {
        Streams.writeText(out, text);
    }

    @Override
    public String read(Kryo kryo, Input in, Class<? extends String> type) {
        return Streams.readText(in);
    }
}
