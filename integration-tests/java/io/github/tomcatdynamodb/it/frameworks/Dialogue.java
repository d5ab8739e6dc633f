package io.github.tomcatdynamodb.it.frameworks;

import io.github.tomcatdynamodb.it.harness.TomcatNode;

/** What one visitor does with an application; each step checks everything that came before it. */
interface Dialogue {
    /** Opens a page on a node. */
    void begin(TomcatNode node);

    /** Goes on with the page of the last step, on this node. */
    void step(TomcatNode node);

    /** Goes on with a page that is not the last one, on this node. */
    void goOnFromAnOlderPage(TomcatNode node);

    /** The record in DynamoDB holds what the framework keeps in the session. */
    void assertStored();
}
