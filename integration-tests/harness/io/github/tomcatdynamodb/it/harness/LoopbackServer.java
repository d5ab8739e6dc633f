package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Serves connections on one port of 127.0.0.1, a thread for each, and can refuse and cut them. */
final class LoopbackServer {
    private final int port;
    private final Consumer<Socket> service;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "dynamodb-proxy");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<Socket> hanging = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private CompletableFuture<Void> accepting;

    /** Listens only after {@link #accept}. */
    LoopbackServer(int port, Consumer<Socket> service) {
        this.port = port;
        this.service = service;
    }

    /** Accepts connections, also again after {@link #refuse}. */
    synchronized void accept() {
        if (listener != null) {
            return;
        }
        try {
            ServerSocket fresh = Ports.listen(port);
            listener = fresh;
            accepting = CompletableFuture.runAsync(() -> acceptFrom(fresh), threads);
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " was taken meanwhile", e);
        }
    }

    /**
     * Refuses connections from now on, and cuts those that stand. The port is free at the end: the
     * system keeps it for as long as a thread is in its call to accept a connection.
     */
    synchronized void refuse() {
        if (listener != null) {
            close(listener);
            listener = null;
            accepting.join();
        }
        cut();
    }

    /** Resets every connection that stands. */
    void cut() {
        connections.forEach(LoopbackServer::reset);
    }

    /** Refuses for good, and ends all threads. */
    void close() {
        refuse();
        threads.shutdownNow();
    }

    /** Keeps a connection until its client has given up, or {@link #cutHanging} is called. */
    void hang(Socket client) throws IOException {
        hanging.add(client);
        try {
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {
                continue;
            }
        } finally {
            hanging.remove(client);
        }
    }

    /** Resets the connections that hang. */
    void cutHanging() {
        hanging.forEach(LoopbackServer::reset);
    }

    /** Closes with a TCP reset instead of an orderly end. */
    static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException alreadyGone) {
            return;
        }
    }

    private void acceptFrom(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                connections.add(client);
                if (from.isClosed()) {
                    reset(client);
                }
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private void serve(Socket client) {
        try {
            service.accept(client);
        } finally {
            connections.remove(client);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
