package io.github.tomcatdynamodb.it.demo;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items in DynamoDB's JSON, laid out for reading: a scalar takes one line. */
final class ItemJson {
    private static final List<String> FIRST = List.of("id", "expires", "sess");
    private static final Comparator<String> ORDER =
            Comparator.comparing((String name) -> !FIRST.contains(name))
                    .thenComparing(FIRST::indexOf)
                    .thenComparing(Comparator.naturalOrder());

    private ItemJson() {}

    /** An item as text. */
    static String print(Map<String, AttributeValue> item) {
        return printMap(item, "");
    }

    /** A string or a number from its JSON. */
    static AttributeValue parseScalar(JsonObject json) {
        return json.has("S")
                ? AttributeValue.fromS(json.get("S").getAsString())
                : AttributeValue.fromN(json.get("N").getAsString());
    }

    private static String printMap(Map<String, AttributeValue> map, String indent) {
        return block(
                '{',
                map.keySet().stream()
                        .sorted(ORDER)
                        .map(name -> quote(name) + ": " + print(map.get(name), indent + "  "))
                        .toList(),
                '}',
                indent);
    }

    private static String print(AttributeValue value, String indent) {
        return switch (value.type()) {
            case S -> typed("S", quote(value.s()));
            case N -> typed("N", quote(value.n()));
            case BOOL -> typed("BOOL", value.bool().toString());
            case NUL -> typed("NULL", "true");
            case B ->
                    typed("B", quote(Base64.getEncoder().encodeToString(value.b().asByteArray())));
            case M -> typed("M", printMap(value.m(), indent));
            case L -> {
                List<String> elements = new ArrayList<>();
                value.l().forEach(element -> elements.add(print(element, indent + "  ")));
                yield typed("L", block('[', elements, ']', indent));
            }
            case SS -> typed("SS", quoteAll(value.ss()));
            case NS -> typed("NS", quoteAll(value.ns()));
            default -> typed(value.type().toString(), "...");
        };
    }

    private static String typed(String type, String value) {
        return "{ \"" + type + "\": " + value + " }";
    }

    private static String block(char open, List<String> lines, char close, String indent) {
        return lines.isEmpty()
                ? "" + open + close
                : lines.stream()
                        .map(line -> indent + "  " + line)
                        .collect(Collectors.joining(",\n", open + "\n", "\n" + indent + close));
    }

    private static String quoteAll(List<String> texts) {
        return texts.stream().map(ItemJson::quote).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quote(String text) {
        return new JsonPrimitive(text).toString();
    }
}
