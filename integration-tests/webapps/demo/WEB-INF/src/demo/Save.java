package demo;

import java.util.ArrayList;
import java.util.List;

/**
 * What the store did when a request of the session ended.
 *
 * @param node the node that served the request
 * @param time when
 * @param what unwritten, dropped, or why something was written
 * @param attributes the names of the attributes written, separated by commas
 */
public record Save(String node, String time, String what, String attributes) {

    /** The last saves of the session, newest first. */
    static List<Save> of(State state) {
        List<Save> saves = new ArrayList<>();
        for (int i = 0; state.has("save." + i + ".what"); i++) {
            String prefix = "save." + i + ".";
            saves.add(
                    new Save(
                            state.text(prefix + "node"),
                            state.text(prefix + "time"),
                            state.text(prefix + "what"),
                            state.text(prefix + "attributes")));
        }
        return saves;
    }

    /** The time of day, in UTC. */
    public String timeOfDay() {
        return time.replaceFirst("^[^T]*T(\\d\\d:\\d\\d:\\d\\d).*", "$1");
    }

    /** In two or three words. */
    public String title() {
        return switch (what) {
            case "unwritten" -> "Wrote nothing";
            case "touched" -> "Touched";
            case "changed" ->
                    attributes.isEmpty() ? "Changed no attribute" : "Changed " + attributes;
            case "created" -> "Created";
            case "moved" -> "Moved to the new id";
            case "restored" -> "Restored";
            case "dropped" -> "Dropped";
            default -> what;
        };
    }

    /** Why, in one sentence. */
    public String reason(int touchAfter) {
        return switch (what) {
            case "unwritten" ->
                    "No attribute had changed, and the last access in the record was less than "
                            + touchAfter
                            + " s old (touchAfter), so DynamoDB was not called.";
            case "touched" ->
                    "No attribute had changed, but the last access in the record was "
                            + touchAfter
                            + " s old or older (touchAfter), so one UpdateItem wrote only it and"
                            + " expires.";
            case "changed" ->
                    attributes.isEmpty()
                            ? "One UpdateItem wrote what belongs to the session beside its"
                                    + " attributes, such as its timeout."
                            : "One UpdateItem wrote only what differs from the record: these"
                                    + " attributes, the last access and expires.";
            case "created" ->
                    "The session was not stored yet, so one PutItem wrote all of it: "
                            + attributes
                            + ".";
            case "moved" ->
                    "The session has another id, so one PutItem wrote all of it under the new key"
                            + " ("
                            + attributes
                            + "), another one put a tombstone in the place of the old record, and an"
                            + " UpdateItem noted that this is done.";
            case "restored" ->
                    "DynamoDB had deleted the expired record meanwhile, so all of it was written"
                            + " again.";
            case "dropped" ->
                    "The session was logged out on another node, and nothing brings it back.";
            default -> "";
        };
    }
}
