package io.github.tomcatdynamodb.value;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kotlin.Pair;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.springframework.security.core.userdetails.User;

/** Objects of several libraries, in one another. */
final class MixedContents extends LibraryContents {
    @Override
    void fill() {
        Map<String, Object> wizard = new LinkedHashMap<>();
        Pair<String, Integer> shared = new Pair<>("shared", 1);
        wizard.put("first", shared);
        wizard.put("again", ImmutableList.of(shared, "x"));
        wizard.put("when", new org.joda.time.LocalDate(2026, 1, 1));
        wizard.put("cart", cart());
        add(
                "together",
                "one object in a bean's, Guava's and a JDK map",
                wizard,
                map -> map.get("first") == ((List<?>) map.get("again")).get(0));
        add(
                "together",
                "list of dates",
                new ArrayList<>(List.of(new DateTime(0, DateTimeZone.UTC))));
        add(
                "together",
                "array of users",
                new User[] {SpringSecurityContents.user(), SpringSecurityContents.user()});
    }
}
