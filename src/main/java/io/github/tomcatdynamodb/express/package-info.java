/**
 * What Express has: sessions as JSON text, the cookie description inside them, and signed session
 * cookies.
 *
 * <p>Knows JSON and cookies, and nothing of DynamoDB. Except for the cookie processor nothing here
 * needs Tomcat's classes, so that the command line tools can use it.
 */
package io.github.tomcatdynamodb.express;
