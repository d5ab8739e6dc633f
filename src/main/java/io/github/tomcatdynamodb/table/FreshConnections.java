package io.github.tomcatdynamodb.table;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that gives up all its connections when a request has waited for its answer in
 * vain, and no other was answered meanwhile. Behind them is nobody any more, and nobody says so: a
 * firewall or router has forgotten them, or the address has moved. Otherwise each of them would
 * cost somebody an attempt.
 */
final class FreshConnections implements SdkHttpClient {

    /** A client, and when it was made or has got its last answer. */
    private static final class Pool {
        private final SdkHttpClient client;
        private volatile long alive = System.nanoTime();

        Pool(SdkHttpClient client) {
            this.client = client;
        }
    }

    private final Supplier<SdkHttpClient> clients;
    private final Consumer<Runnable> later;
    private final AtomicReference<Pool> current;
    private final Set<SdkHttpClient> former = ConcurrentHashMap.newKeySet();

    /**
     * Makes the first client.
     *
     * @param clients makes a client
     * @param later does something when every request that is under way now has ended
     */
    FreshConnections(Supplier<SdkHttpClient> clients, Consumer<Runnable> later) {
        this.clients = clients;
        this.later = later;
        this.current = new AtomicReference<>(new Pool(clients.get()));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Pool pool = current.get();
        ExecutableHttpRequest prepared = pool.client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            private volatile long sent = System.nanoTime();
            private volatile boolean answered;

            @Override
            public HttpExecuteResponse call() throws IOException {
                sent = System.nanoTime();
                try {
                    HttpExecuteResponse response = prepared.call();
                    answered = true;
                    pool.alive = System.nanoTime();
                    return response;
                } catch (SocketTimeoutException e) {
                    waitedInVain(pool, sent);
                    throw e;
                }
            }

            /** The SDK's way to end an attempt whose time is up. */
            @Override
            public void abort() {
                if (!answered) {
                    waitedInVain(pool, sent);
                }
                prepared.abort();
            }
        };
    }

    private void waitedInVain(Pool pool, long sent) {
        if (pool.alive - sent >= 0 || current.get() != pool) {
            return;
        }
        Pool fresh = new Pool(clients.get());
        if (!current.compareAndSet(pool, fresh)) {
            fresh.client.close();
            return;
        }
        former.add(pool.client);
        later.accept(
                () -> {
                    pool.client.close();
                    former.remove(pool.client);
                });
    }

    @Override
    public String clientName() {
        return current.get().client.clientName();
    }

    @Override
    public void close() {
        current.get().client.close();
        former.forEach(SdkHttpClient::close);
    }
}
