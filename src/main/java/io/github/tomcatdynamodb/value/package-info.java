/**
 * One Java value to its stored form and back.
 *
 * <p>What comes back is what Java serialization (Tomcat's {@code FileStore}) would bring back. A
 * value that DynamoDB can express is stored natively, with a type entry only where the native form
 * does not determine the Java type; everything else is stored as bytes, written by Kryo where that
 * is proven exact and by Java serialization otherwise.
 *
 * <p>The codec stands over one package for each form ({@code form}, {@code kryo}, {@code java}),
 * which do not know each other; these stand over {@code types} and {@code limits}. All of them
 * share the words of this package: {@link io.github.tomcatdynamodb.value.StoredValue}, the filter
 * and the two exceptions.
 *
 * <p>The package knows Kryo, the SDK's {@code AttributeValue} and our texts; nothing else of ours.
 */
package io.github.tomcatdynamodb.value;
