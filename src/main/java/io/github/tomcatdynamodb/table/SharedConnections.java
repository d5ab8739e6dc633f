package io.github.tomcatdynamodb.table;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the tables of one Tomcat share when their settings say the same of it: connections,
 * credentials, and the thread that ends calls. Each is opened for the first table and closed with
 * the last one.
 */
public final class SharedConnections extends ClientSource {

    private final Map<Key, Shared> open = new HashMap<>();

    /** The settings that make connections and credentials different. */
    private record Key(
            Optional<String> region,
            Optional<String> profile,
            Access access,
            Duration attemptTimeout,
            Duration callTimeout,
            int maxConnections,
            Duration connectionMaxAge) {

        static Key of(TableSettings settings) {
            return new Key(
                    settings.region(),
                    settings.profile(),
                    settings.access(),
                    settings.attemptTimeout(),
                    settings.callTimeout(),
                    settings.maxConnections(),
                    settings.connectionMaxAge());
        }
    }

    private static final class Shared {
        private final ScheduledExecutorService timeouts;
        private final SdkHttpClient http;
        private final Account account;
        private int users;

        Shared(ScheduledExecutorService timeouts, SdkHttpClient http, Account account) {
            this.timeouts = timeouts;
            this.http = http;
            this.account = account;
        }
    }

    /**
     * One table's part in it, to be closed by the table.
     *
     * @param timeouts ends calls that take too long
     * @param http the connections
     * @param account in whose name, and where
     * @param closing gives the part up
     */
    record Share(
            ScheduledExecutorService timeouts,
            SdkHttpClient http,
            Account account,
            Runnable closing)
            implements AutoCloseable {

        @Override
        public void close() {
            closing.run();
        }
    }

    @Override
    OpenClient open(TableSettings settings, CallListener listener, TableClock clock) {
        Share share = share(settings);
        try {
            Account account = share.account();
            Attempts attempts =
                    new Attempts(
                            clock,
                            listener,
                            ClientFactory.host(settings.endpoint(), account.region()));
            DynamoDbClient client = ClientFactory.create(settings, share, attempts);
            return new OpenClient(
                    client,
                    account.region(),
                    attempts,
                    () -> account.caller(settings, share.http()),
                    () -> {
                        client.close();
                        share.close();
                    });
        } catch (RuntimeException e) {
            share.close();
            throw e;
        }
    }

    private synchronized Share share(TableSettings settings) {
        Key key = Key.of(settings);
        Shared shared = open.get(key);
        if (shared == null) {
            shared = create(settings);
            open.put(key, shared);
        }
        shared.users++;
        AtomicBoolean closed = new AtomicBoolean();
        return new Share(
                shared.timeouts,
                shared.http,
                shared.account,
                () -> {
                    if (!closed.getAndSet(true)) {
                        close(key);
                    }
                });
    }

    private static Shared create(TableSettings settings) {
        ScheduledExecutorService timeouts = TimeoutThreads.create();
        SdkHttpClient http = ClientFactory.connections(settings, timeouts);
        try {
            return new Shared(timeouts, http, Account.of(settings, http));
        } catch (RuntimeException e) {
            http.close();
            timeouts.shutdownNow();
            throw e;
        }
    }

    private synchronized void close(Key key) {
        Shared shared = open.get(key);
        shared.users--;
        if (shared.users == 0) {
            open.remove(key);
            shared.account.close();
            shared.http.close();
            shared.timeouts.shutdownNow();
        }
    }
}
