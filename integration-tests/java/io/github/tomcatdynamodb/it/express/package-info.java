/** Tomcat and the real Express with the real Node stores, on one table and with one cookie. */
package io.github.tomcatdynamodb.it.express;
