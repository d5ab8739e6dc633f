package io.github.tomcatdynamodb.table;

/**
 * Is told of every call to DynamoDB, for statistics. Must be thread-safe and quick, and must not
 * throw.
 */
public interface CallListener {

    /** Takes no notice. */
    CallListener NONE =
            new CallListener() {
                @Override
                public void answered(String operation, double readUnits, double writeUnits) {}

                @Override
                public void failed(String operation, TableException failure) {}
            };

    /**
     * A call has been answered.
     *
     * @param operation the operation's name, for example {@code GetItem}
     * @param readUnits the read capacity units it used
     * @param writeUnits the write capacity units it used
     */
    void answered(String operation, double readUnits, double writeUnits);

    /**
     * A call has failed, retries included.
     *
     * @param operation the operation's name
     * @param failure what went wrong
     */
    void failed(String operation, TableException failure);

    /**
     * A conditional write was refused, because the item is not what its writer took it for.
     *
     * @param operation the operation's name
     */
    default void refused(String operation) {}

    /**
     * An attempt of a call has failed, and the call is tried again.
     *
     * @param why what went wrong; {@code REJECTED} for a conflict with another writer of the item
     */
    default void retried(TableException.Kind why) {}

    /** An attempt of a call was refused for the capacity, whether it is tried again or not. */
    default void throttled() {}
}
