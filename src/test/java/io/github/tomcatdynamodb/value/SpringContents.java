package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.Samples.Cart;
import java.io.Serializable;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.context.request.DestructionCallbackBindingListener;

/** Beans of the session scope, and collections. */
final class SpringContents extends LibraryContents {
    /** What a session-scoped bean is asked to do at its end; nothing, here. */
    private static final class Destruction implements Runnable, Serializable {
        private final Cart bean = cart();

        @Override
        public void run() {
            bean.toString();
        }
    }

    @Override
    void fill() {
        add("Spring", "session-scoped bean", cart());
        add(
                "Spring",
                "destruction of a session-scoped bean",
                new DestructionCallbackBindingListener(new Destruction()));
        LinkedMultiValueMap<String, Object> multi = new LinkedMultiValueMap<>();
        multi.add("a", 1);
        multi.add("a", "two");
        add("Spring", "LinkedMultiValueMap", multi);
        LinkedCaseInsensitiveMap<Object> insensitive = new LinkedCaseInsensitiveMap<>();
        insensitive.put("Name", "ann");
        insensitive.put("AGE", 7);
        add(
                "Spring",
                "LinkedCaseInsensitiveMap",
                insensitive,
                map -> List.of(map.get("NAME"), map.get("age"), map.keySet().toString()));
        HttpHeaders headers = new HttpHeaders();
        headers.add("Accept", "text/html");
        add("Spring", "HttpHeaders", headers, map -> map.getFirst("ACCEPT"));
    }
}
