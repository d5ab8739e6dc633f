package io.github.tomcatdynamodb.it;

import io.github.tomcatdynamodb.DynamoDBStore;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import org.apache.catalina.Session;

/** The store, which prints whether somebody holds the session's lock when it is asked to load. */
public final class WatchedStore extends DynamoDBStore {
    static final String LOCKED = "asked to load under the lock";
    static final String UNLOCKED = "asked to load without the lock";

    @Override
    public Session load(String id) throws ClassNotFoundException, IOException {
        Lock lock = getSessionStoreLock(id).writeLock();
        // A thread that holds it would get it once more.
        boolean free = CompletableFuture.supplyAsync(() -> isFree(lock)).join();
        System.out.println(free ? UNLOCKED : LOCKED);
        return super.load(id);
    }

    private static boolean isFree(Lock lock) {
        boolean free = lock.tryLock();
        if (free) {
            lock.unlock();
        }
        return free;
    }
}
