package probe;

import java.io.Serializable;

/** A record, which only Java serialization brings back whatever becomes of it. */
public record Visit(String page, Kind kind) implements Serializable {
    /** An application's own enum. */
    public enum Kind {
        FIRST,
        LATER
    }
}
