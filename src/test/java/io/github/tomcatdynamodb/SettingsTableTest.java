package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's table of settings is what the store takes. */
class SettingsTableTest {

    private static final Pattern QUOTED = Pattern.compile("`([\\w=;]+)`");
    private static final Pattern RANGE = Pattern.compile(".*?(\\d+) to (\\d+)");

    /**
     * A row.
     *
     * @param names most rows have one
     */
    record Row(List<String> names, String defaultValue, String values) {

        static Row of(String line) {
            String[] cells = line.split("\\|");
            return new Row(
                    QUOTED.matcher(cells[1]).results().map(name -> name.group(1)).toList(),
                    cells[2].strip(),
                    cells[3].strip());
        }
    }

    static Stream<Row> rows() throws IOException {
        Path readme = Path.of(System.getProperty("basedir", ".")).resolve("README.md");
        return Files.readAllLines(readme).stream()
                .dropWhile(line -> !line.startsWith("| `tableName` |"))
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of);
    }

    static Stream<Row> rowsWithARange() throws IOException {
        return rows().filter(row -> RANGE.matcher(row.values()).lookingAt())
                .filter(row -> !row.values().contains("letters"));
    }

    private static Settings read(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("region", "eu-west-1");
        return new SettingsReader(all, false).read();
    }

    @Test
    void table_hasEverySettingOnce() throws IOException {
        Set<String> setters =
                Stream.of(StoreSettings.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> name.startsWith("set") && !name.equals("setProperty"))
                        .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(
                List.copyOf(setters),
                rows().flatMap(row -> row.names().stream()).sorted().toList());
    }

    @Test
    void table_hasTheDefaults() throws IOException {
        Map<String, String> defaults = new HashMap<>();
        rows().forEach(
                        row -> {
                            Matcher literal = QUOTED.matcher(row.defaultValue());
                            if (literal.matches()) {
                                defaults.put(row.names().get(0), literal.group(1));
                            }
                        });

        assertEquals(27, defaults.size(), defaults::toString);
        assertEquals(read(Map.of()).effective(), read(defaults).effective());
    }

    @ParameterizedTest
    @MethodSource("rowsWithARange")
    void table_hasTheRange(Row row) {
        MatchResult range = RANGE.matcher(row.values()).results().findFirst().orElseThrow();
        long least = Long.parseLong(range.group(1));
        long most = Long.parseLong(range.group(2));
        String name = row.names().get(0);
        for (long inside : new long[] {least, most}) {
            assertDoesNotThrow(() -> read(with(name, inside)), name + "=" + inside);
        }
        for (long outside : new long[] {least - 1, most + 1}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> read(with(name, outside)),
                    name + "=" + outside);
        }
    }

    private static Map<String, String> with(String name, long value) {
        Map<String, String> settings = new HashMap<>();
        // A call takes as long as its attempts at least.
        settings.put("attemptTimeout", "1");
        settings.put("callTimeout", "60000");
        settings.put(name, Long.toString(value));
        return settings;
    }
}
