package io.github.tomcatdynamodb.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of JSON for each record, in a file or nowhere. */
final class Report implements AutoCloseable {

    private final Optional<FileChannel> file;

    /**
     * @param path where the file is; empty for none
     * @param length how much of it is kept, if it is there
     */
    Report(Optional<Path> path, long length) throws IOException {
        if (path.isEmpty()) {
            file = Optional.empty();
            return;
        }
        FileChannel channel =
                FileChannel.open(path.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(length);
        channel.position(channel.size());
        file = Optional.of(channel);
    }

    /** Adds lines, and returns how long the file is now. */
    long write(List<Outcome> outcomes) throws IOException {
        if (file.isEmpty()) {
            return 0;
        }
        StringBuilder lines = new StringBuilder();
        for (Outcome outcome : outcomes) {
            lines.append(line(outcome));
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            file.get().write(bytes);
        }
        file.get().force(false);
        return file.get().position();
    }

    static String line(Outcome outcome) throws IOException {
        return Json.object(
                json -> {
                    json.writeStringField("key", outcome.key());
                    json.writeStringField("outcome", outcome.kind().inFiles());
                    if (!outcome.reason().isEmpty()) {
                        json.writeStringField("reason", outcome.reason());
                    }
                    if (!outcome.classes().isEmpty()) {
                        writeClasses(outcome.classes(), json);
                    }
                });
    }

    private static void writeClasses(Map<String, String> classes, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, String> attribute : classes.entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
