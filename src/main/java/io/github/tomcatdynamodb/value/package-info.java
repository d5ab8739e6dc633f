/**
 * One Java value to its stored form and back.
 *
 * <p>What comes back is what Java serialization (Tomcat's {@code FileStore}) would bring back. A
 * value that DynamoDB can express is stored natively, with a type entry only where the native form
 * does not determine the Java type; everything else is stored as bytes, written by Kryo where that
 * is proven exact and by Java serialization otherwise.
 *
 * <p>The package knows Kryo, the SDK's {@code AttributeValue} and our texts; nothing else of ours.
 */
package io.github.tomcatdynamodb.value;
