package io.github.tomcatdynamodb.express;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The JSON text of a session, member by member: a change leaves every other member as it was
 * written, whatever it is, also what Java or DynamoDB has no form for.
 */
public final class SessionText {

    private final String json;
    private final SessionJsonReader content;

    private SessionText(String json, SessionJsonReader content) {
        this.json = json;
        this.content = content;
    }

    /** A member as it was written: name, colon and value. */
    private record Member(String name, String text) {}

    /**
     * Reads a text as {@link ExpressJson#read} does.
     *
     * @param json the text
     * @return its members
     * @throws MalformedSessionException if the text is no JSON object
     */
    public static SessionText read(String json) throws MalformedSessionException {
        return new SessionText(json, SessionJsonReader.read(json));
    }

    /**
     * The values of the members.
     *
     * @return see {@link ExpressJson}; not to be changed
     */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(content.session());
    }

    /**
     * Whether a member's value is exactly what the text says.
     *
     * @param name of the member
     * @return false if there is a number in it that no Java number is equal to
     */
    public boolean isExact(String name) {
        return !content.inexact().contains(name);
    }

    /**
     * Returns the text with changes. A member that is set stays in its place; a new one is the
     * last.
     *
     * @param removed the names of members that shall be gone
     * @param set the members that shall have another value
     * @return the text
     * @throws UnwritableAttributeException see {@link ExpressJson#write}
     */
    public String with(Set<String> removed, Map<String, Object> set)
            throws UnwritableAttributeException {
        List<String> members = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (Member member : members(name -> !removed.contains(name))) {
            if (!set.containsKey(member.name)) {
                members.add(member.text);
            } else if (written.add(member.name)) {
                members.add(member(member.name, set.get(member.name)));
            }
        }
        for (Map.Entry<String, Object> entry : set.entrySet()) {
            if (!written.contains(entry.getKey())) {
                members.add(member(entry.getKey(), entry.getValue()));
            }
        }
        return object(members);
    }

    /**
     * Returns the text of some members.
     *
     * @param names their names
     * @return a JSON object with nothing else
     */
    public String only(Set<String> names) {
        return object(members(names::contains).stream().map(Member::text).toList());
    }

    private static String object(List<String> members) {
        return "{" + String.join(",", members) + "}";
    }

    private static String member(String name, Object value) throws UnwritableAttributeException {
        String object = ExpressJson.write(Collections.singletonMap(name, value));
        return object.substring(1, object.length() - 1);
    }

    /** The members, of which it is known that the text is well-formed. */
    private List<Member> members(Predicate<String> wanted) {
        List<Member> members = new ArrayList<>();
        int depth = 0;
        int start = -1;
        int endOfName = -1;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                int end = endOfString(i);
                if (start < 0) {
                    start = i;
                    endOfName = end;
                }
                i = end - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            boolean ends = depth == 0 ? c == '}' : depth == 1 && c == ',';
            if (ends && start >= 0) {
                String name = name(json.substring(start, endOfName));
                if (wanted.test(name)) {
                    members.add(new Member(name, json.substring(start, i).stripTrailing()));
                }
                start = -1;
            }
        }
        return members;
    }

    private int endOfString(int start) {
        int i = start + 1;
        while (json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static String name(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, quoted.length() - 1);
        }
        try {
            return ExpressJson.read("{" + quoted + ":0}").keySet().iterator().next();
        } catch (MalformedSessionException e) { // it was read before
            throw new IllegalStateException(e);
        }
    }
}
