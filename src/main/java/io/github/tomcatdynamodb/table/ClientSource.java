package io.github.tomcatdynamodb.table;

/** Where the client comes from that the calls of a table are made by. */
public abstract sealed class ClientSource permits SharedConnections, OwnClient {

    ClientSource() {}

    /**
     * Returns a client for the calls of one table. Opens no connection yet.
     *
     * @param listener is told of attempts that fail
     * @param clock learns the time from every answer
     * @throws TableException if the profile that the settings name does not exist
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is set or found
     */
    abstract OpenClient open(TableSettings settings, CallListener listener, TableClock clock);
}
