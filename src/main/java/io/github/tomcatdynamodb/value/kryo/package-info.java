/**
 * Kryo with the classes of one application under a filter, and with a layer for the fields of plain
 * classes: by name, so that two versions of an application read each other's sessions.
 */
package io.github.tomcatdynamodb.value.kryo;
