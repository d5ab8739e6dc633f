package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.table.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Updates that a session with another state writes onto what is remembered of it. */
abstract class Updates extends WithStored {
    /** Names that mean something to expressions, to JavaScript or to the record itself. */
    static final List<String> NAMES =
            List.of(
                    "plain",
                    "with.dot",
                    "with space",
                    "#hash",
                    ":colon",
                    "a[0]",
                    "size",
                    "SET",
                    "and",
                    "attribute_exists(x)",
                    "cookie",
                    "lastModified",
                    "sess",
                    "tomcat",
                    "types",
                    "expires",
                    "id",
                    "__proto__",
                    "ä€😀",
                    "quote\"'\\",
                    "new\nline");

    /** What a session with another state writes onto what is remembered of it. */
    SavePlan plan(StoredSession remembered, EncodedSession session) {
        return stored.planner().plan(session, Optional.of(remembered), session.accessed());
    }

    private static ItemUpdate update(SavePlan plan) {
        return assertInstanceOf(SavePlan.Update.class, plan).update();
    }

    /** The top two levels of the paths that an update writes to. */
    static Set<String> written(SavePlan plan) {
        ItemUpdate update = update(plan);
        Set<String> written = new TreeSet<>();
        for (String action : update.update().split("SET |REMOVE |,")) {
            String path = action.split("=")[0].trim();
            if (!path.isEmpty()) {
                List<String> segments = new ArrayList<>();
                for (String placeholder : path.split("\\.")) {
                    segments.add(update.names().get(placeholder));
                }
                written.add(String.join("/", segments));
            }
        }
        return written;
    }

    /** As SessionWriter does: again, if refused. */
    StoredSession save(EncodedSession session, StoredSession remembered) {
        SavePlan plan = plan(remembered, session);
        for (int i = 0; i < 3 && plan instanceof SavePlan.Write write; i++) {
            if (stored.execute(plan) instanceof WriteResult.Refused refused) {
                plan =
                        stored.planner()
                                .planAgain(
                                        session,
                                        Optional.of(remembered),
                                        stored.read(refused.current(), session.accessed()),
                                        session.accessed());
            } else {
                return write.after();
            }
        }
        return assertInstanceOf(SavePlan.Nothing.class, plan).stored();
    }
}
