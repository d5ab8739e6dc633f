/**
 * What the store costs, measured by {@code mvn -Pbenchmark}: always as a ratio to something bare
 * that was measured in the same run, because machines differ and are shared.
 */
package io.github.tomcatdynamodb.benchmark;
