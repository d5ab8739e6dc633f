package io.github.tomcatdynamodb.it.frameworks;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that a framework has rendered, and where it came from. */
record Page(URI address, String html) {
    private static final Pattern INPUT = Pattern.compile("<input [^>]*type=[\"']hidden[\"'][^>]*>");

    /** The text of the element with this id. */
    String text(String id) {
        return only(Pattern.compile("<[a-z]+ [^>]*id=\"" + Pattern.quote(id) + "\"[^>]*>([^<]*)<"));
    }

    /** The texts of all elements whose ids match, in their order. */
    List<String> texts(String idPattern) {
        return Pattern.compile("<[a-z]+ [^>]*id=\"" + idPattern + "\"[^>]*>([^<]*)<")
                .matcher(html)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** An attribute of the element with this id; empty when it has none. */
    String attribute(String id, String name) {
        Matcher element =
                Pattern.compile("<[a-z]+ [^>]*id=\"" + Pattern.quote(id) + "\"[^>]*>")
                        .matcher(html);
        if (!element.find()) {
            throw new AssertionError("no element " + id + " in " + this);
        }
        return attributeOf(element.group(), name);
    }

    /** Where a link or a form leads to. */
    String target(String id, String attribute) {
        return address.resolve(attribute(id, attribute).replace("&amp;", "&")).toString();
    }

    /** What a browser sends along with each form. */
    Map<String, String> hiddenFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        INPUT.matcher(html)
                .results()
                .map(MatchResult::group)
                .forEach(
                        input ->
                                fields.put(
                                        attributeOf(input, "name"), attributeOf(input, "value")));
        return fields;
    }

    private String only(Pattern pattern) {
        Matcher matcher = pattern.matcher(html);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + this);
        }
        return matcher.group(1);
    }

    private static String attributeOf(String element, String name) {
        Matcher value = Pattern.compile(" " + name + "=([\"'])(.*?)\\1").matcher(element);
        return value.find() ? value.group(2) : "";
    }
}
