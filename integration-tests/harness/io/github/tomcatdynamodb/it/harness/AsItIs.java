package io.github.tomcatdynamodb.it.harness;

import java.time.Duration;
import java.util.List;

/**
 * How much of what DynamoDB and nodes are in production the tests of several nodes meet: replicas
 * that lag behind, and clocks that differ. The one place where that is switched, by the system
 * property {@code dynamodb.asItIs} and its default.
 */
public final class AsItIs {
    private static final boolean ON =
            Boolean.parseBoolean(System.getProperty("dynamodb.asItIs", "true"));

    private AsItIs() {}

    /** How far replicas are behind; zero when they are not. */
    public static Duration lag() {
        return ON ? Duration.ofMillis(200) : Duration.ZERO;
    }

    /** The lags with which histories are checked, the longest last. */
    public static List<Duration> lags() {
        return ON ? List.of(Duration.ofMillis(20), lag()) : List.of(lag());
    }

    /** How far the clocks of two nodes are apart; zero when they have the true time. */
    public static Duration clocksApart() {
        return ON ? Duration.ofMinutes(5) : Duration.ZERO;
    }

    /** A proxy in front of this DynamoDB that makes replicas of it. */
    public static DynamoDbProxy proxy(EmbeddedDynamoDb dynamo) {
        DynamoDbProxy proxy = DynamoDbProxy.start(dynamo);
        proxy.lag(lag());
        return proxy;
    }
}
