package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.Basis;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.tomcat.util.res.StringManager;

/**
 * A record, for people to read.
 *
 * @param session the record
 * @param values decodes attributes
 * @param withValues whether the values of the attributes are told
 */
record RecordText(SessionRecord session, ValueCodec values, boolean withValues) {

    private static final StringManager sm = StringManager.getManager(RecordText.class);

    /** Of a value, in characters. */
    private static final int LONGEST = 1000;

    /**
     * Returns its lines.
     *
     * @param display what stands for the session
     */
    String lines(String display) {
        Basis basis = session.basis();
        AttributeSizes sizes = AttributeSizes.of(session.attributes(), session.large());
        List<String> lines = new ArrayList<>();
        lines.add(sm.getString("record.session", display));
        boolean hasTimes = basis.format().storesTimes();
        if (hasTimes) {
            lines.add(sm.getString("record.created", Instant.ofEpochMilli(basis.created())));
        }
        lines.add(
                sm.getString(
                        "record.accessed",
                        hasTimes ? Instant.ofEpochMilli(basis.accessed()) : "-",
                        String.valueOf(basis.maxInactive())));
        basis.expires()
                .ifPresent(
                        millis ->
                                lines.add(
                                        sm.getString(
                                                "record.expires", Instant.ofEpochMilli(millis))));
        lines.add(sm.getString("record.format", basis.format()));
        lines.add(
                sm.getString(
                        session.authentication().isEmpty()
                                ? "record.notLoggedIn"
                                : "record.loggedIn"));
        lines.add(
                sm.getString(
                        "record.attributes",
                        String.valueOf(sizes.bytes().size()),
                        String.valueOf(sizes.total())));
        new TreeMap<>(session.attributes())
                .forEach(
                        (name, value) ->
                                lines.add(attribute(name, value, sizes.bytes().get(name))));
        return String.join(System.lineSeparator(), lines);
    }

    private String attribute(String name, StoredValue stored, int size) {
        String type = stored.isRefused() ? sm.getString("record.refused") : type(stored);
        String line = sm.getString("record.attribute", printable(name), type, String.valueOf(size));
        return withValues ? line + " = " + value(stored) : line;
    }

    private static String type(StoredValue stored) {
        return stored.type() == null || stored.type().s() == null
                ? stored.value().type().toString()
                : stored.type().s();
    }

    private String value(StoredValue stored) {
        try {
            String text = printable(String.valueOf(values.decode(stored)));
            return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        } catch (UnreadableValueException e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            // Of the application's toString.
            return e.getClass().getName();
        }
    }

    /** Names and values come from outside: one shall not look like another's line. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
