/**
 * Administration from the command line, {@code java -jar tomcat-dynamodb-store.jar}, without
 * Tomcat's classes.
 */
package io.github.tomcatdynamodb.cli;
