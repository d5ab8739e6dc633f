package io.github.tomcatdynamodb;

import java.util.Map;

/** Saved when the Manager decides: the requests of a session stick to a node. */
class StickyStoreTest extends StoreContractTest {

    @Override
    Map<String, String> settings() {
        return Map.of();
    }
}
