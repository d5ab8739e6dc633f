package io.github.tomcatdynamodb.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What libraries that are widely used put into sessions, made by those libraries. */
final class RealContents {
    /**
     * A value.
     *
     * @param asked what it is good for: must be answered as the value from FileStore answers it
     */
    record Content(String library, String name, Object value, Function<Object, ?> asked) {
        @Override
        public String toString() {
            return library + ": " + name;
        }
    }

    private RealContents() {}

    static List<Content> all() throws Exception {
        List<Content> contents = new ArrayList<>();
        for (LibraryContents library :
                List.of(
                        new TomcatContents(),
                        new SpringSecurityContents(),
                        new SpringContents(),
                        new GuavaContents(),
                        new JodaAndJacksonContents(),
                        new HibernateContents(),
                        new KotlinContents(),
                        new MixedContents())) {
            contents.addAll(library.all());
        }
        return contents;
    }
}
