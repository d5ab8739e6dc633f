package probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes attribute values and changes them in place. */
public final class Values {
    private Values() {}

    public static Object make(String type, String value) {
        switch (type == null ? "string" : type) {
            case "string":
                return value;
            case "int":
                return Integer.valueOf(value);
            case "long":
                return Long.valueOf(value);
            case "double":
                return Double.valueOf(value);
            case "list":
                return new ArrayList<>(List.of(value.split(",")));
            case "map":
                return new HashMap<>(Map.of("first", value));
            case "bean":
                return new Cart(value);
            case "large":
                return "x".repeat(Integer.parseInt(value));
            case "failing":
                return new Failing();
            case "visit":
                return new Visit(value, Visit.Kind.FIRST);
            default:
                throw new IllegalArgumentException(type);
        }
    }

    /** A list with one more element; a new one when there was none. */
    @SuppressWarnings("unchecked")
    public static List<String> append(Object list, String value) {
        List<String> longer = list == null ? new ArrayList<>() : (List<String>) list;
        longer.add(value);
        return longer;
    }

    @SuppressWarnings("unchecked")
    public static void mutate(Object target, String value) {
        if (target instanceof List) {
            ((List<String>) target).add(value);
        } else if (target instanceof Map) {
            ((Map<String, String>) target).put(value, value);
        } else {
            ((Cart) target).add(value);
        }
    }
}
