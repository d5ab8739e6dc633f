package io.github.tomcatdynamodb.table;

/** How the SDK retries a call (SDKs and Tools Reference Guide, "Retry behavior"). */
public enum RetryMode {
    /** With backoff, and fewer retries when many calls fail. */
    STANDARD,
    /** Also sends less while DynamoDB throttles: calls wait on this node before they are sent. */
    ADAPTIVE
}
