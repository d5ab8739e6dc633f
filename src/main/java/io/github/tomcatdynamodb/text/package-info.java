/** The texts of messages. Every other room knows it, and it knows none. */
package io.github.tomcatdynamodb.text;
