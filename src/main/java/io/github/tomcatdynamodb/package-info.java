/** HTTP sessions of Apache Tomcat in Amazon DynamoDB. */
package io.github.tomcatdynamodb;
