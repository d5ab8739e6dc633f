/** Runs what README and {@code conf-examples} say. */
package io.github.tomcatdynamodb.it.docs;
