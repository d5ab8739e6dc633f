package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.text.NearestWord;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.tomcat.util.res.StringManager;

/** The attributes of a {@code <Store>} element as they are read one by one, with what is wrong. */
class SettingValues {

    private static final StringManager sm = StringManager.getManager(SettingValues.class);

    private static final int MAX_PORT = 65_535;

    private final Map<String, String> given;
    private final Map<String, String> effective = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    SettingValues(Map<String, String> given) {
        this.given = given;
    }

    /** Returns the value of each setting that was read, for people to read. */
    final Map<String, String> effective() {
        return effective;
    }

    /**
     * Throws what is wrong, and what was given and never read, if anything.
     *
     * @throws IllegalArgumentException naming all of it
     */
    final void throwProblems() {
        given.keySet().stream()
                .filter(name -> !effective.containsKey(name))
                .forEach(
                        name ->
                                problem(
                                        "settings.unknown",
                                        name,
                                        NearestWord.to(name, effective.keySet()).orElseThrow()));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", problems));
        }
    }

    /** Says what a setting is effectively, in the place of what was given. */
    final void show(String name, String value) {
        effective.put(name, value);
    }

    final void addProblem(String problem) {
        problems.add(problem);
    }

    /** Returns what was given, which may be empty or blank. */
    final Optional<String> given(String name) {
        return Optional.ofNullable(given.get(name));
    }

    final String text(String name, String byDefault) {
        String value = text(name).orElse(byDefault);
        effective.put(name, value);
        return value;
    }

    final Optional<String> text(String name) {
        Optional<String> value = Optional.ofNullable(given.get(name));
        effective.put(name, value.orElse(""));
        if (value.isPresent() && value.get().isBlank()) {
            problem("settings.blank", name);
            return Optional.empty();
        }
        return value;
    }

    final int number(String name, int byDefault, int min, int max) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            effective.put(name, String.valueOf(byDefault));
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value.get().trim());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        problem("settings.number", name, value.get(), String.valueOf(min), String.valueOf(max));
        return byDefault;
    }

    final boolean flag(String name) {
        return flag(name, false);
    }

    final boolean flag(String name, boolean byDefault) {
        Optional<String> value = text(name);
        if (value.isPresent() && !Set.of("true", "false").contains(value.get())) {
            problem("settings.choice", name, value.get(), "true, false");
        }
        boolean flag = value.map("true"::equals).orElse(byDefault);
        effective.put(name, String.valueOf(flag));
        return flag;
    }

    final <E extends Enum<E>> E choice(String name, E byDefault, E[] choices) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            effective.put(name, inCamelCase(byDefault.name()));
            return byDefault;
        }
        Map<String, E> byText = new LinkedHashMap<>();
        for (E choice : choices) {
            byText.put(inCamelCase(choice.name()), choice);
        }
        E chosen = byText.get(value.get());
        if (chosen == null) {
            problem("settings.choice", name, value.get(), String.join(", ", byText.keySet()));
            return byDefault;
        }
        return chosen;
    }

    /** {@code NEW_SESSION} is written {@code newSession} in XML. */
    private static String inCamelCase(String constant) {
        StringBuilder text = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(
                    text.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }

    final Optional<Pattern> pattern(String name) {
        try {
            return text(name).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            problem("settings.pattern", name, given.get(name), e.getDescription());
            return Optional.empty();
        }
    }

    final void problem(String key, Object... arguments) {
        problems.add(sm.getString(key, arguments));
    }

    /** A URL of HTTP. Without the password that may stand there, in what is said of it, too. */
    final Optional<URI> url(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(value.get());
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getPort() <= MAX_PORT) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Reported below, like an URI of another kind.
        }
        problem("settings." + name, value.get().replaceAll("//[^/]*@", "//"));
        return Optional.empty();
    }
}
