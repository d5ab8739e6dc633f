/**
 * The demo: two stock Tomcat nodes on one DynamoDB Local, with an application that shows what the
 * store does. Started by {@code mvn -Pdemo}, and walked through by a test.
 */
package io.github.tomcatdynamodb.it.demo;
