/** Java serialization under a filter, within limits. */
package io.github.tomcatdynamodb.value.java;
