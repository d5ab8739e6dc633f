/**
 * The native form: a value as DynamoDB's own kinds of values, which a Node application reads, with
 * a type entry where they do not determine the Java type.
 */
package io.github.tomcatdynamodb.value.form;
