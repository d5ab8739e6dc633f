package io.github.tomcatdynamodb.sessions;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The lock of a session, for {@link WeakValues}: whoever uses one of its two parts keeps the whole.
 * The parts of a {@code ReentrantReadWriteLock} do not, so that it could be collected while it is
 * held, and the next thread would get another one.
 */
final class SessionLock implements ReadWriteLock {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    @Override
    public Lock readLock() {
        return new Part(this, lock.readLock());
    }

    @Override
    public Lock writeLock() {
        return new Part(this, lock.writeLock());
    }

    /**
     * @param whole what is kept
     */
    private record Part(SessionLock whole, Lock part) implements Lock {

        @Override
        public void lock() {
            part.lock();
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            part.lockInterruptibly();
        }

        @Override
        public boolean tryLock() {
            return part.tryLock();
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            return part.tryLock(time, unit);
        }

        @Override
        public void unlock() {
            part.unlock();
        }

        @Override
        public Condition newCondition() {
            return part.newCondition();
        }
    }
}
