package io.github.tomcatdynamodb;

import java.util.Map;

/** Every read sees every write. */
class StrongReadsStoreTest extends StoreContractTest {

    @Override
    Map<String, String> settings() {
        return Map.of("readConsistency", "strong");
    }
}
