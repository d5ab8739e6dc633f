package io.github.tomcatdynamodb.it.frameworks;

import io.github.tomcatdynamodb.it.harness.StockTomcat;

/** What one visitor does with an application; each step checks everything that came before it. */
interface Dialogue {
    /** Opens a page on a node. */
    void begin(StockTomcat node);

    /** Goes on with the page of the last step, on this node. */
    void step(StockTomcat node);

    /** Goes on with a page that is not the last one, on this node. */
    void goOnFromAnOlderPage(StockTomcat node);

    /** The record in DynamoDB holds what the framework keeps in the session. */
    void assertStored();
}
