/**
 * What the integration tests stand on: DynamoDB Local in process, a proxy that counts and breaks
 * its calls, stock Tomcat nodes as child processes, and a browser. Everything listens on 127.0.0.1
 * only and ends with this JVM.
 */
package io.github.tomcatdynamodb.it.harness;
