/** A clock of its own for a node under test, by an agent in its JVM; knows the JDK only. */
package io.github.tomcatdynamodb.it.harness.clock;
