package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.value.SampleSession;
import java.util.Map;

/** How large a measured session is, and what it is made of; classes of the JDK only. */
public enum SessionSize {
    /** The session of the Node stores' load test. */
    KB_2("2 KB", 0),

    /** The same with orders, each of them as large as most of it. */
    KB_50("50 KB", 31);

    /** Stands for maps, lists, texts and numbers, 1.7 KB of them. */
    private static final String LARGEST = "profile";

    private final String title;
    private final int orders;

    SessionSize(String title, int orders) {
        this.title = title;
        this.orders = orders;
    }

    /** Returns a fresh copy of the session's attributes, of which nothing is shared. */
    Map<String, Object> attributes() {
        Map<String, Object> attributes = SampleSession.JSON.attributes();
        for (int i = 0; i < orders; i++) {
            attributes.put("order" + i, SampleSession.JSON.attributes().get(LARGEST));
        }
        return attributes;
    }

    /** Returns what stands in the report. */
    String title() {
        return title;
    }

    /** Says what both are made of. */
    static String described() {
        return "The 2 KB session is that of the Node stores' load test: five attributes, the largest a"
                + " map of maps, lists, texts and numbers of 1.7 KB. The one of 50 KB has "
                + KB_50.orders
                + " further attributes like that. As items they take 1.8 and 50 KB.";
    }
}
