package io.github.tomcatdynamodb.cli;

/** A command line that makes no sense, or does not fit what it refers to. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
