package io.github.tomcatdynamodb.table;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * A client that somebody else has made and will close. Whom it calls, in whose name and over which
 * connections is its own; for how long a call is tried, and that the time of its answers is
 * learned, is said with each request, because what the store promises rests on it.
 */
public final class OwnClient extends ClientSource {

    /** The class that it must have. */
    public static final String TYPE = DynamoDbClient.class.getName();

    private final DynamoDbClient client;

    /**
     * @param client stays open
     */
    public OwnClient(DynamoDbClient client) {
        this.client = client;
    }

    /** Returns a client that may be one; empty for anything else. */
    public static Optional<OwnClient> of(Object client) {
        return client instanceof DynamoDbClient own
                ? Optional.of(new OwnClient(own))
                : Optional.empty();
    }

    @Override
    OpenClient open(TableSettings settings, CallListener listener, TableClock clock) {
        DynamoDbServiceClientConfiguration configuration = client.serviceClientConfiguration();
        Region region = configuration.region();
        Attempts attempts =
                new Attempts(
                        clock,
                        listener,
                        ClientFactory.host(configuration.endpointOverride(), region));
        RetryStrategy retries = Retries.of(settings, attempts);
        ScheduledExecutorService timeouts = TimeoutThreads.create();
        SdkPlugin plugin =
                calls -> {
                    ClientOverrideConfiguration.Builder override =
                            calls.overrideConfiguration().toBuilder();
                    ClientFactory.configure(override, settings, retries, attempts, timeouts);
                    calls.overrideConfiguration(override.build());
                };
        return new OpenClient(
                configured(client, plugin),
                region,
                attempts,
                Optional::empty,
                () -> {
                    retries.close();
                    timeouts.shutdownNow();
                });
    }

    private static DynamoDbClient configured(DynamoDbClient client, SdkPlugin plugin) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        OwnClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        new Configuring(client, plugin));
    }

    /**
     * Adds a plugin to each request. The SDK has no class from which a client that does so could
     * inherit.
     */
    private record Configuring(DynamoDbClient client, SdkPlugin plugin)
            implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            Object argument = arguments == null ? null : arguments[0];
            if (argument instanceof DynamoDbRequest request) {
                return call(method, configured(request));
            }
            // What takes a request in the making calls what takes one.
            return method.isDefault() && argument != null
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : call(method, arguments);
        }

        private DynamoDbRequest configured(DynamoDbRequest request) {
            AwsRequestOverrideConfiguration.Builder override =
                    request.overrideConfiguration()
                            .map(AwsRequestOverrideConfiguration::toBuilder)
                            .orElseGet(AwsRequestOverrideConfiguration::builder);
            return (DynamoDbRequest)
                    request.toBuilder()
                            .overrideConfiguration(override.addPlugin(plugin).build())
                            .build();
        }

        private Object call(Method method, Object... arguments) throws Throwable {
            try {
                return method.invoke(client, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
