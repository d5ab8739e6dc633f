package io.github.tomcatdynamodb.table;

/** How the SDK retries a call (SDKs and Tools Reference Guide, "Retry behavior"). */
public enum RetryMode {
    /** With backoff, for as long as a call may take. */
    STANDARD,
    /**
     * Also sends less while DynamoDB throttles: calls wait on this node before they are sent. With
     * the SDK's quota of retries for all calls together: when many fail, fewer are tried again.
     */
    ADAPTIVE
}
