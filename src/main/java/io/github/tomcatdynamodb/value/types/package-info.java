/**
 * The Java types that have an exact form other than Java serialization, and what both such forms
 * say of them: text, numbers, orders and type entries.
 */
package io.github.tomcatdynamodb.value.types;
