/**
 * A request, from the Host's pipeline to its answer: which sessions it uses, when they are loaded,
 * and when they are saved. Names no servlet type, because their package depends on Tomcat's
 * release; only {@code CommitHook} knows the connector.
 */
package io.github.tomcatdynamodb.request;
