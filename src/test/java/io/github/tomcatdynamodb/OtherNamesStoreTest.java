package io.github.tomcatdynamodb;

import java.util.Map;

/** Under the names that another application has given. */
class OtherNamesStoreTest extends StoreContractTest {

    @Override
    Map<String, String> settings() {
        return Map.of("hashKey", "sessionKey", "ttlAttribute", "deleteAt", "prefix", "session#");
    }
}
