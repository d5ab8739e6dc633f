package io.github.tomcatdynamodb.it.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tomcatdynamodb.express.ExpressJson;
import io.github.tomcatdynamodb.express.MalformedSessionException;
import io.github.tomcatdynamodb.express.SessionText;
import io.github.tomcatdynamodb.express.UnwritableAttributeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read, refused and written, with {@code JSON.parse} as the judge. */
class JsonIT {

    private static final int TEXTS = Integer.getInteger("json.texts", 100_000);
    private static final long SEED = Long.getLong("json.seed", 14);

    /** The name of what is added to a session; none of those in the texts. */
    private static final String ADDED = "~added";

    @TempDir Path directory;

    @Test
    void valuesRefusalsAndWhatIsWritten_areThoseOfJavaScript() throws Exception {
        assumeTrue(NodeModules.problem() == null, NodeModules.problem());
        RandomJson random = new RandomJson(SEED);
        List<String> read = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String text = random.next();
            read.add(text);
            texts.add(text);
        }
        List<String> expected = new ArrayList<>();
        read.forEach(text -> expected.add(read(text)));
        int readable = 0;
        int unwritable = 0;
        for (String text : read) {
            if (read(text).equals("refused")) {
                continue;
            }
            readable++;
            SessionText session = SessionText.read(text);
            texts.add(session.with(Set.of(), Map.of(ADDED, 1)));
            Map<String, Object> values = ExpressJson.read(text);
            try {
                String written = ExpressJson.write(values);
                texts.add(written);
                expected.add(withAdded(values));
                expected.add(read(text));
            } catch (UnwritableAttributeException e) {
                unwritable++;
                expected.add(withAdded(values));
            }
        }
        List<String> judged = judge(texts);
        assertEquals(texts.size(), judged.size());
        for (int i = 0; i < judged.size(); i++) {
            assertEquals(judged.get(i), expected.get(i), texts.get(i));
        }
        System.out.printf(
                "JSON: %,d texts, %,d of them sessions, of which %,d hold a number that is written"
                        + " back only as it stands%n",
                read.size(), readable, unwritable);
        assertTrue(readable > TEXTS / 2 && readable < TEXTS, "sessions: " + readable);
        assertTrue(unwritable > 0 && unwritable < readable / 2, "unwritable: " + unwritable);
    }

    private static String withAdded(Map<String, Object> values) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(ADDED, 1);
        return dump(more);
    }

    private static String read(String text) {
        try {
            return dump(ExpressJson.read(text));
        } catch (MalformedSessionException e) {
            return "refused";
        }
    }

    private List<String> judge(List<String> texts) throws IOException, InterruptedException {
        Path asked = directory.resolve("asked");
        Path answered = directory.resolve("answered");
        Files.write(asked, texts.stream().map(JsonIT::quoted).toList());
        Process node =
                new ProcessBuilder("node", "json.js", asked.toString(), answered.toString())
                        .directory(NodeModules.directory().toFile())
                        .inheritIO()
                        .start();
        assertEquals(0, node.waitFor());
        return Files.readAllLines(answered, StandardCharsets.ISO_8859_1);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    // ---- As json.js writes it

    private static String dump(Object value) {
        StringBuilder text = new StringBuilder();
        dump(value, text);
        return text.toString();
    }

    private static void dump(Object value, StringBuilder text) {
        if (value instanceof Number number) {
            long bits = Double.doubleToLongBits(number.doubleValue());
            text.append('#').append(Long.toHexString(bits));
        } else if (value instanceof String string) {
            string(string, text);
        } else if (value instanceof List<?> list) {
            char before = '[';
            for (Object element : list) {
                text.append(before);
                dump(element, text);
                before = ',';
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            char before = '{';
            for (Map.Entry<?, ?> member : new TreeMap<>(map).entrySet()) {
                text.append(before);
                string((String) member.getKey(), text);
                text.append(':');
                dump(member.getValue(), text);
                before = ',';
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else {
            text.append(value);
        }
    }

    private static void string(String value, StringBuilder text) {
        text.append('"');
        for (char c : value.toCharArray()) {
            if (c > ' ' && c < 0x7f && c != '"' && c != '\\') {
                text.append(c);
            } else {
                text.append('\\').append(Integer.toHexString(c)).append(';');
            }
        }
        text.append('"');
    }
}
