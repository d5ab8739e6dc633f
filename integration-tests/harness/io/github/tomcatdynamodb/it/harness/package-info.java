/**
 * What the integration tests stand on: DynamoDB Local in process, a proxy that counts and breaks
 * its calls and lets replicas lag behind, Tomcat nodes as child processes, stock ones and embedded,
 * each with a clock of its own if need be, and a browser. Everything listens on 127.0.0.1 only and
 * ends with this JVM.
 */
package io.github.tomcatdynamodb.it.harness;
