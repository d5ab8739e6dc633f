/** What may be written and read: which classes, how much, and what of it failing costs. */
package io.github.tomcatdynamodb.value.limits;
