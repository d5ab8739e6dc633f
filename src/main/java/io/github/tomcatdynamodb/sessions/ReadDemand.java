package io.github.tomcatdynamodb.sessions;

/**
 * What a read of a session must see.
 *
 * @param version the version that it must not be older than, in epoch milliseconds; 0 for any
 * @param strong whether it must see every write that was acknowledged before it
 */
public record ReadDemand(long version, boolean strong) {

    /** Any version will do. */
    static final ReadDemand ANY = new ReadDemand(0, false);

    /** Every write that was acknowledged must be seen. */
    static final ReadDemand ALL = new ReadDemand(0, true);
}
