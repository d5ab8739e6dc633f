/** The packaged store on stock Tomcat 9, 10.1 and 11, seen over HTTP and at DynamoDB's door. */
package io.github.tomcatdynamodb.it;
