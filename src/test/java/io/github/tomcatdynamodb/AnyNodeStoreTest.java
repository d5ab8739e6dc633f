package io.github.tomcatdynamodb;

import java.util.Map;

/** Saved after each request: any node can serve any request. */
class AnyNodeStoreTest extends StoreContractTest {

    @Override
    boolean afterRequest() {
        return true;
    }

    @Override
    Map<String, String> settings() {
        return Map.of();
    }
}
