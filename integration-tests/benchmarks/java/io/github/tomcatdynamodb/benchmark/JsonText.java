package io.github.tomcatdynamodb.benchmark;

import java.util.List;

/** Finds and changes parts of JSON without reading all of it; of JSON without blanks. */
final class JsonText {

    private JsonText() {}

    /** Returns where the value ends that starts here. */
    static int end(String json, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth <= 0) {
                    return depth == 0 ? i + 1 : i;
                }
            } else if (c == ',' && depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(json);
    }

    /** Returns where the value of a member of the object starts that starts here; -1 if nowhere. */
    static int member(String json, int object, String name) {
        int at = object + 1;
        while (json.charAt(at) == '"') {
            int colon = end(json, at);
            if (json.regionMatches(at + 1, name, 0, name.length())
                    && colon == at + name.length() + 2) {
                return colon + 1;
            }
            int next = end(json, colon + 1);
            if (json.charAt(next) != ',') {
                return -1;
            }
            at = next + 1;
        }
        return -1;
    }

    /**
     * Sets a value in a map of DynamoDB's typed values.
     *
     * @param map where it starts
     * @param path the names that lead to the value; only the last may be new
     * @param value with its type
     */
    static String set(String json, int map, List<String> path, String value) {
        int object = map;
        for (String name : path.subList(0, path.size() - 1)) {
            object = member(json, member(json, object, name), "M");
        }
        String last = path.get(path.size() - 1);
        int start = member(json, object, last);
        if (start >= 0) {
            return json.substring(0, start) + value + json.substring(end(json, start));
        }
        String more = json.charAt(object + 1) == '}' ? "" : ",";
        return json.substring(0, object + 1)
                + '"'
                + last
                + "\":"
                + value
                + more
                + json.substring(object + 1);
    }
}
