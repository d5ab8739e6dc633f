/** What a store shows of itself over JMX. */
package io.github.tomcatdynamodb.jmx;
