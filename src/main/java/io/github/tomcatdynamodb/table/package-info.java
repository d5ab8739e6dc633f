/**
 * The DynamoDB table: the only room that calls AWS, through one class that makes every call. {@link
 * io.github.tomcatdynamodb.table.SessionTable} knows items, keys and expressions, and nothing of
 * sessions; {@link io.github.tomcatdynamodb.table.TableAdministration} the table as a whole; {@link
 * io.github.tomcatdynamodb.table.TableClock} its time.
 */
package io.github.tomcatdynamodb.table;
