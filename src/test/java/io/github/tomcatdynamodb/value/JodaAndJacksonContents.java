package io.github.tomcatdynamodb.value;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.joda.time.Interval;
import org.joda.time.MutableDateTime;
import org.joda.time.Period;
import org.joda.time.YearMonth;
import org.joda.time.chrono.BuddhistChronology;

/** Times of Joda-Time, and JSON as Jackson holds it. */
final class JodaAndJacksonContents extends LibraryContents {
    @Override
    void fill() {
        joda();
        jackson();
    }

    private void joda() {
        String library = "Joda-Time";
        DateTimeZone zone = DateTimeZone.forID("Europe/Berlin");
        DateTime time = new DateTime(1_700_000_000_123L, zone);
        add(library, "DateTime", time, DateTime::toString);
        add(library, "DateTime, UTC", time.withZone(DateTimeZone.UTC), DateTime::toString);
        add(library, "DateTime, offset", time.withZone(DateTimeZone.forOffsetHours(5)));
        add(library, "DateTime, Buddhist", time.withChronology(BuddhistChronology.getInstance()));
        add(library, "MutableDateTime", new MutableDateTime(time), MutableDateTime::toString);
        add(library, "LocalDate", new org.joda.time.LocalDate(2026, 2, 28));
        add(library, "LocalTime", new org.joda.time.LocalTime(23, 59));
        add(library, "LocalDateTime", new org.joda.time.LocalDateTime(2026, 2, 28, 1, 2));
        add(library, "Instant", new org.joda.time.Instant(1L));
        add(library, "Duration", org.joda.time.Duration.standardDays(3));
        add(library, "Period", Period.parse("P1Y2M3DT4H"));
        add(library, "Interval", new Interval(time, time.plusDays(1)));
        add(library, "YearMonth", new YearMonth(2026, 2));
        add(library, "zone", zone, id -> id.getOffset(0));
    }

    private void jackson() {
        String library = "Jackson";
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode object = mapper.createObjectNode();
        object.put("z", "text").put("a", 1).put("long", 1L << 40).put("half", 0.5).putNull("no");
        object.put("big", new java.math.BigDecimal("1.10")).put("yes", true);
        object.put("bytes", new byte[] {1, 2});
        object.putArray("list").add(1).add("two").addObject().put("deep", true);
        ArrayNode array = mapper.createArrayNode().add(1).add(object);
        add(library, "ObjectNode", object, node -> node.toString() + node.get("list").get(1));
        add(library, "ObjectNode, empty", mapper.createObjectNode());
        add(library, "ArrayNode", array, node -> node.toString());
        add(library, "TextNode", new TextNode("a\uD800"), node -> node.textValue());
        add(library, "IntNode", mapper.getNodeFactory().numberNode(7), node -> node.intValue());
        add(library, "map of nodes", new HashMap<>(Map.of("a", object, "b", array)));
    }
}
