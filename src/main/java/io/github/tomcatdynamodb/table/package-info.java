/**
 * The DynamoDB table: the only room that calls AWS. {@link
 * io.github.tomcatdynamodb.table.SessionTable} is the only class that talks to the SDK's client; it
 * knows items, keys and expressions, and nothing of sessions.
 */
package io.github.tomcatdynamodb.table;
