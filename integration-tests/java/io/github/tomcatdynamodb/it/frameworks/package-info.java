/** Applications made with real frameworks, whose sessions hold what the frameworks put there. */
package io.github.tomcatdynamodb.it.frameworks;
