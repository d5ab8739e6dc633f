package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.LargeContents;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.table.ScanPage;
import io.github.tomcatdynamodb.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.res.StringManager;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds the ids of an application's sessions in its table, for an administrator who has allowed it.
 * A scan reads whatever is in the table, so it ends after a few pages.
 */
public final class SessionScan {

    private static final StringManager sm = StringManager.getManager(SessionScan.class);

    /** Ten times 1 MB, DynamoDB's limit for a page, are at most 1,280 read units. */
    static final int MAX_PAGES = 10;

    /** Items of a page at most. */
    static final int PAGE = 1000;

    private final Application application;
    private final ItemReader items;

    /**
     * @param items tells what an item is
     */
    SessionScan(Application application, ItemReader items) {
        this.application = application;
        this.items = items;
    }

    /**
     * Returns the ids of live sessions, all of them if the table is small enough; the log says when
     * it is not.
     *
     * @throws TableException if DynamoDB did not answer
     */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        Optional<String> after = Optional.empty();
        int pages = 0;
        do {
            ScanPage page = application.table().scan(0, 1, after, PAGE);
            page.items().forEach(item -> id(item).ifPresent(ids::add));
            after = page.last();
            pages++;
        } while (after.isPresent() && pages < MAX_PAGES);
        if (after.isPresent()) {
            application.log().warn(sm.getString("scan.ended", MAX_PAGES, ids.size()));
        }
        return ids;
    }

    private Optional<String> id(Map<String, AttributeValue> item) {
        String key = item.get(application.records().hashKey()).s();
        String prefix = application.keys().prefix();
        return key.startsWith(prefix) && isLive(item)
                ? Optional.of(key.substring(prefix.length()))
                : Optional.empty();
    }

    private boolean isLive(Map<String, AttributeValue> item) {
        long now = application.clock().millis();
        return items.read(item, now, application.defaultMaxInactive(), LargeContents.NONE)
                        instanceof Reading.Live live
                && !Expiry.isExpired(live.session().basis(), now);
    }
}
