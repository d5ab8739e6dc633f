/**
 * What a Tomcat session holds, taken out of a {@code StandardSession} and given back to one.
 *
 * <p>The only package that knows {@code StandardSession}. It knows nothing of DynamoDB.
 */
package io.github.tomcatdynamodb.session;
