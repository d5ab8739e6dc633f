package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.SecondaryIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sessions that have a value of a special key in common, as a user's have. */
final class UserSessions {

    /** A log-in may be under way while the others are ended; many in a row are no coincidence. */
    private static final int MAX_PASSES = 10;

    private final Where where;
    private final String prefix;
    private final SecondaryIndex index;
    private final OpenTable open;
    private final Records records;

    private UserSessions(Where where, String prefix, SecondaryIndex index, OpenTable open) {
        this.where = where;
        this.prefix = prefix;
        this.index = index;
        this.open = open;
        this.records = open.records();
    }

    /**
     * Finds the index that they are listed in.
     *
     * @param prefix what their keys begin with
     * @throws UsageException if the table has no such index
     */
    static UserSessions find(Where where, String prefix, OpenTable open, Target target)
            throws UsageException {
        SecondaryIndex index = where.index(open.table(), target.description());
        return new UserSessions(where, prefix, index, open);
    }

    /** Returns those that nodes could still take for sessions. */
    List<FoundRecord> live() throws UsageException {
        return read(keys());
    }

    /**
     * Ends them, also those that come into being meanwhile.
     *
     * @return those that were ended
     */
    List<FoundRecord> end() throws UsageException {
        List<FoundRecord> ended = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            List<String> keys = keys().stream().filter(seen::add).toList();
            for (FoundRecord record : read(keys)) {
                if (records.end(record)) {
                    ended.add(record);
                }
            }
            if (keys.isEmpty()) {
                break;
            }
        }
        return ended;
    }

    private List<String> keys() throws UsageException {
        return open.table().find(index, where.in(index)).stream()
                .filter(key -> key.startsWith(prefix))
                .toList();
    }

    /** The index is a moment behind: what counts is the record itself. */
    private List<FoundRecord> read(List<String> keys) throws UsageException {
        List<FoundRecord> found = new ArrayList<>();
        for (String key : keys) {
            Optional<FoundRecord> record = records.read(key);
            if (record.isPresent() && record.get().isEndable() && where.isIn(record.get(), index)) {
                found.add(record.get());
            }
        }
        return found;
    }
}
