/**
 * Many users on several nodes while nodes are killed and DynamoDB has bad days: everything that was
 * asked and answered goes into a history, and a checker looks in it for promises that were broken.
 */
package io.github.tomcatdynamodb.it.history;
