package io.github.tomcatdynamodb.it.express;

import java.util.List;

/** Members of a session that Express can store and a map of DynamoDB's cannot. */
final class OddJson {
    static final List<String> NO_MAP_HOLDS =
            List.of(
                    "\"\":1",
                    "\"\\ud800\":1",
                    "\"odd\":{\"\":1}",
                    "\"odd\":" + "[".repeat(40) + "]".repeat(40),
                    "\"odd\":" + "[".repeat(1_000) + "]".repeat(1_000),
                    "\"odd\":1e400",
                    "\"odd\":1e99999999999",
                    "\"odd\":[1e126,0." + "3".repeat(20_000) + "]",
                    "\"odd\":\"\\ud800\"");

    private OddJson() {}
}
