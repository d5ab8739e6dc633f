package io.github.tomcatdynamodb.it;

import java.util.stream.Stream;

/** The ways to end an answer. */
enum Way {
    PLAIN("plain", false),
    NO_CONTENT("noContent", false),
    SEND_ERROR("sendError", false),
    EXCEPTION("exception", false),
    REDIRECT("redirect", false),
    SENDFILE("sendfile", false),
    DISPATCH("dispatch", false),
    COMPLETE("complete", false),
    COMPLETE_PAGE("completePage", false),
    LENGTH("length", false),
    CLOSE_WRITER("closeWriter", true),
    CLOSE_STREAM("closeStream", true),
    FLUSH("flush", true),
    PAGE("page", true),
    FORWARD("forward", false);

    private final String how;

    /** Whether something leaves before the application has come to its end. */
    private final boolean isEarly;

    Way(String how, boolean isEarly) {
        this.how = how;
        this.isEarly = isEarly;
    }

    /** Those whose beginning leaves before the application has come to its end. */
    static Stream<Way> early() {
        return Stream.of(values()).filter(way -> way.isEarly);
    }

    /** What is asked of {@code end.jsp}: to change the session to this value, and to end so. */
    String query(String value) {
        return "how=" + how + "&value=" + value;
    }
}
