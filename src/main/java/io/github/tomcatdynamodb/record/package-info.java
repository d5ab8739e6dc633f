/**
 * An item of the table as a typed thing: our own format and the foreign ones, the difference
 * between what is stored and what a session holds now, and the decision what a save writes.
 *
 * <p>Everything here is a value or a pure function; nothing calls DynamoDB.
 */
package io.github.tomcatdynamodb.record;
