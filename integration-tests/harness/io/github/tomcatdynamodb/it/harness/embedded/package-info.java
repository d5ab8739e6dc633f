/** The smallest program that runs Tomcat inside itself; on its class path Tomcat and the store. */
package io.github.tomcatdynamodb.it.harness.embedded;
