package io.github.tomcatdynamodb.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.tomcatdynamodb.cli.Outcome.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a migration is.
 *
 * @param table the table's name
 * @param prefix what the keys begin with
 * @param apply whether it writes
 * @param segments how far each segment is
 * @param counts how many records became what
 * @param reportLength how many bytes of the report belong to it
 */
record Checkpoint(
        String table,
        String prefix,
        boolean apply,
        List<Segment> segments,
        Map<Kind, Long> counts,
        long reportLength) {

    /**
     * How far a segment is.
     *
     * @param done whether its last page is done
     * @param last the key after which its next page begins; empty before the first and after the
     *     last page
     */
    record Segment(boolean done, Optional<String> last) {
        static final Segment NEW = new Segment(false, Optional.empty());
        static final Segment DONE = new Segment(true, Optional.empty());
    }

    Checkpoint {
        segments = List.copyOf(segments);
        counts = Map.copyOf(counts);
    }

    static Checkpoint start(MigrateSettings settings) {
        return new Checkpoint(
                settings.table().tableName(),
                settings.prefix(),
                settings.apply(),
                Collections.nCopies(settings.segments(), Segment.NEW),
                Map.of(),
                0);
    }

    /** Returns whether it is one of a migration with these settings. */
    boolean belongsTo(MigrateSettings settings) {
        return table.equals(settings.table().tableName())
                && prefix.equals(settings.prefix())
                && apply == settings.apply()
                && segments.size() == settings.segments();
    }

    boolean isDone() {
        return segments.stream().allMatch(Segment::done);
    }

    String toJson() throws IOException {
        return Json.object(
                json -> {
                    json.writeStringField("table", table);
                    json.writeStringField("prefix", prefix);
                    json.writeBooleanField("apply", apply);
                    json.writeArrayFieldStart("segments");
                    for (Segment segment : segments) {
                        write(segment, json);
                    }
                    json.writeEndArray();
                    json.writeObjectFieldStart("counts");
                    for (Map.Entry<Kind, Long> count : counts.entrySet()) {
                        json.writeNumberField(count.getKey().name(), count.getValue());
                    }
                    json.writeEndObject();
                    json.writeNumberField("reportLength", reportLength);
                });
    }

    private static void write(Segment segment, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("done", segment.done);
        if (segment.last.isPresent()) {
            json.writeStringField("last", segment.last.get());
        }
        json.writeEndObject();
    }

    /**
     * @throws IOException if the text is none that {@link #toJson} has written
     */
    static Checkpoint fromJson(String text) throws IOException {
        String table = "";
        String prefix = "";
        boolean apply = false;
        List<Segment> segments = new ArrayList<>();
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        long reportLength = 0;
        try (JsonParser json = Json.FACTORY.createParser(text)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "table" -> table = json.getText();
                    case "prefix" -> prefix = json.getText();
                    case "apply" -> apply = json.getBooleanValue();
                    case "segments" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            segments.add(segment(json));
                        }
                    }
                    case "counts" -> {
                        while (json.nextToken() == JsonToken.FIELD_NAME) {
                            counts.put(Kind.valueOf(json.currentName()), json.nextLongValue(0));
                        }
                    }
                    case "reportLength" -> reportLength = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
            require(json.currentToken() == JsonToken.END_OBJECT && !segments.isEmpty());
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
        return new Checkpoint(table, prefix, apply, segments, counts, reportLength);
    }

    private static Segment segment(JsonParser json) throws IOException {
        boolean done = false;
        Optional<String> last = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.currentName().equals("done")) {
                done = Boolean.TRUE.equals(json.nextBooleanValue());
            } else {
                last = Optional.ofNullable(json.nextTextValue());
            }
        }
        return new Segment(done, last);
    }

    private static void require(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException("not a checkpoint");
        }
    }
}
