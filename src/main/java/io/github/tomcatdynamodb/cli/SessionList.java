package io.github.tomcatdynamodb.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Shows records: a line for each in a table, or an object for each in JSON. */
record SessionList(Output output) {

    private static final Messages MESSAGES = Messages.of(SessionList.class);

    void print(List<FoundRecord> records) throws IOException {
        if (output.isJson()) {
            for (FoundRecord record : records) {
                output.print(json -> write(record, json));
            }
        } else if (!records.isEmpty()) {
            Columns columns =
                    new Columns(
                            MESSAGES.getString("sessions.key"),
                            MESSAGES.getString("sessions.state"),
                            MESSAGES.getString("sessions.created"),
                            MESSAGES.getString("sessions.accessed"),
                            MESSAGES.getString("sessions.expires"),
                            MESSAGES.getString("sessions.size"));
            records.forEach(
                    record ->
                            columns.add(
                                    record.shownKey(),
                                    record.state().text(),
                                    text(record.created()),
                                    text(record.accessed()),
                                    text(record.expires()),
                                    Integer.toString(record.size())));
            columns.print(output.out());
        }
    }

    /** Writes what a program wants to know of a record. */
    static void write(FoundRecord record, JsonGenerator json) throws IOException {
        json.writeStringField("key", record.shownKey());
        json.writeStringField("state", record.state().text());
        write("created", record.created(), json);
        write("accessed", record.accessed(), json);
        write("expires", record.expires(), json);
        json.writeNumberField("size", record.size());
    }

    private static void write(String name, Optional<Instant> time, JsonGenerator json)
            throws IOException {
        if (time.isPresent()) {
            json.writeStringField(name, text(time));
        }
    }

    static String text(Optional<Instant> time) {
        return time.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-");
    }
}
