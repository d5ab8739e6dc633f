package io.github.tomcatdynamodb.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tomcatdynamodb.record.ItemSize;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the record of a session. */
@Command(name = "show")
final class ShowCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of(ShowCommand.class);

    /** Instead of a value that is of no use without the application's classes or keys. */
    private static final String OPAQUE = "opaque";

    private static final String SEALED = "sealed";

    @Mixin private TableOptions table;

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "")
    private String prefix;

    @Option(names = "--values")
    private boolean values;

    @Mixin private Output output;

    @Parameters(paramLabel = "SESSION", descriptionKey = "session")
    private String session;

    private final ValueCodec codec = Records.codec();

    @Override
    public Integer call() throws IOException, UsageException {
        try (OpenTable open = OpenTable.open(table.settings(1), CallListener.NONE)) {
            Target.announce(open.table(), open.settings(), "mode.read", output.err());
            Records records = open.records();
            Optional<FoundRecord> found =
                    keys().map(records::read).flatMap(Optional::stream).findFirst();
            if (found.isEmpty()) {
                output.err().println(MESSAGES.getString("show.none"));
                return Main.FINDINGS;
            }
            if (output.isJson()) {
                output.print(json -> write(found.get(), json));
            } else {
                print(found.get(), output.out());
            }
            return Main.FINE;
        }
    }

    /** The keys that the word may stand for: as it is, or as the id of a session, with a route. */
    private Stream<String> keys() {
        return Stream.of(
                        prefix + session,
                        new SessionKeys(prefix, true, false, true).key(session),
                        new SessionKeys(prefix, true, true, true).key(session))
                .distinct();
    }

    private void print(FoundRecord record, PrintWriter out) {
        line(out, "key", record.shownKey());
        line(out, "state", record.state().text());
        if (record.reading() instanceof Reading.Damaged damaged) {
            line(out, "reason", damaged.reason());
        }
        record.session()
                .ifPresent(
                        found -> {
                            line(out, "created", SessionList.text(record.created()));
                            line(out, "accessed", SessionList.text(record.accessed()));
                            line(out, "expires", SessionList.text(record.expires()));
                            line(out, "timeout", found.basis().maxInactive() + " s");
                            line(out, "logIn", isLoggedIn(found));
                        });
        line(out, "size", record.size() + " bytes");
        record.session().ifPresent(found -> printAttributes(found, out));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(
                MESSAGES.getString(
                        "show.line", MESSAGES.getString("show." + name), Output.printable(value)));
    }

    /** Whether the container knows the user. */
    private static String isLoggedIn(SessionRecord found) {
        return MESSAGES.getString(found.authentication().isEmpty() ? "show.no" : "show.yes");
    }

    private void printAttributes(SessionRecord found, PrintWriter out) {
        out.println();
        Columns columns =
                new Columns(
                        MESSAGES.getString("show.attribute"),
                        MESSAGES.getString("show.type"),
                        MESSAGES.getString("show.bytes"),
                        values ? MESSAGES.getString("show.value") : "");
        new TreeMap<>(found.attributes())
                .forEach(
                        (name, value) ->
                                columns.add(
                                        name,
                                        type(value),
                                        Integer.toString(ItemSize.of(value.value())),
                                        values ? text(value) : ""));
        columns.print(out);
    }

    private void write(FoundRecord record, JsonGenerator json) throws IOException {
        SessionList.write(record, json);
        if (record.session().isEmpty()) {
            return;
        }
        SessionRecord found = record.session().get();
        json.writeNumberField("timeout", found.basis().maxInactive());
        json.writeBooleanField("logIn", !found.authentication().isEmpty());
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, StoredValue> attribute : found.attributes().entrySet()) {
            StoredValue value = attribute.getValue();
            json.writeObjectFieldStart(attribute.getKey());
            json.writeStringField("type", type(value));
            json.writeNumberField("bytes", ItemSize.of(value.value()));
            if (values) {
                json.writeStringField("value", text(value));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private String type(StoredValue value) {
        return decoded(value)
                .map(object -> object.getClass().getName())
                .orElseGet(() -> value.isRefused() ? SEALED : OPAQUE);
    }

    private String text(StoredValue value) {
        return decoded(value).map(Object::toString).orElse("-");
    }

    /** Nothing of what is bytes is made into objects here: it is of the application's classes. */
    private Optional<Object> decoded(StoredValue value) {
        if (value.isRefused() || value.isOpaque()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(codec.decode(value));
        } catch (UnreadableValueException e) {
            return Optional.empty();
        }
    }
}
