package io.github.tomcatdynamodb.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tomcatdynamodb.cli.Outcome.Kind;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;

/** What a migration has found and done. */
record Summary(MigrateSettings settings, Totals totals) {

    private static final Messages MESSAGES = Messages.of(Summary.class);

    void print(Output output) throws IOException {
        if (output.isJson()) {
            output.print(this::write);
        } else {
            print(output.out());
        }
        if (isPrefixUnknown()) {
            output.err()
                    .println(
                            MESSAGES.getString(
                                    "warning.prefix",
                                    settings.prefix(),
                                    totals.counts().get(Kind.OTHER_PREFIX)));
        }
    }

    /** There are items, but none whose key begins with the prefix. */
    private boolean isPrefixUnknown() {
        return totals.records() > 0
                && totals.records() == totals.counts().getOrDefault(Kind.OTHER_PREFIX, 0L);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeBooleanField("apply", settings.apply());
        json.writeObjectFieldStart("records");
        for (Map.Entry<Kind, Long> count : totals.counts().entrySet()) {
            json.writeNumberField(count.getKey().inFiles(), count.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, Map<String, Long>> attribute : totals.classes().entrySet()) {
            json.writeObjectFieldStart(attribute.getKey());
            for (Map.Entry<String, Long> type : attribute.getValue().entrySet()) {
                json.writeNumberField(type.getKey(), type.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void print(PrintWriter out) {
        out.println(MESSAGES.getString(settings.apply() ? "summary.apply" : "summary.dryRun"));
        totals.counts()
                .forEach(
                        (kind, count) ->
                                out.println(
                                        MESSAGES.getString(
                                                "summary.count",
                                                count,
                                                MESSAGES.getString("kind." + kind.inFiles()))));
        if (!totals.classes().isEmpty()) {
            out.println(MESSAGES.getString("summary.classes"));
        }
        totals.classes()
                .forEach(
                        (name, types) ->
                                types.forEach(
                                        (type, count) ->
                                                out.println(
                                                        MESSAGES.getString(
                                                                "summary.class",
                                                                count,
                                                                Output.printable(name),
                                                                type))));
    }
}
