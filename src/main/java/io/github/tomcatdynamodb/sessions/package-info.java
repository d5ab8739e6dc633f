/**
 * The sessions of an application in the table: how they are loaded, saved, moved to other keys and
 * ended, and what several nodes may rely on.
 */
package io.github.tomcatdynamodb.sessions;
