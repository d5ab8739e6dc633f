package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Sessions at random, whole and damaged. */
class ExpressJsonRandomTest {
    @Test
    void readAndWrite_randomSessions_comeBackEqual() throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            Map<String, Object> session = randomMap(random, 4);

            assertEquals(session, ExpressJson.read(ExpressJson.write(session)));
        }
    }

    @Test
    void read_damagedSessions_onlyEverThrowsItsOwn() throws Exception {
        Random random = new Random(5);
        int readable = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder(ExpressJson.write(randomMap(random, 3)));
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at).append(' ');
                    case 1 -> text.setCharAt(at, "{}[]\",:\\ue-+.0\0 ".charAt(random.nextInt(16)));
                    default -> text.insert(at, "{}[]\",:\\ue-+.0\0 ".charAt(random.nextInt(16)));
                }
            }
            try {
                ExpressJson.read(text.toString());
                readable++;
            } catch (MalformedSessionException e) {
                assertFalse(e.getMessage().isEmpty());
            }
        }
        Assertions.assertTrue(readable > 1_000 && readable < 29_000, "readable: " + readable);
    }

    private static Map<String, Object> randomMap(Random random, int depth) {
        Map<String, Object> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(randomString(random), randomValue(random, depth));
        }
        return map;
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> (random.nextLong() >> 11) | (1L << 40);
            case 4 -> randomDouble(random);
            case 5 -> (double) random.nextInt(1_000) / (1 + random.nextInt(9));
            case 6 -> randomString(random);
            case 7 -> randomMap(random, depth - 1);
            default -> {
                Object[] elements = new Object[random.nextInt(4)];
                Arrays.setAll(elements, i -> randomValue(random, depth - 1));
                yield new ArrayList<>(Arrays.asList(elements));
            }
        };
    }

    private static double randomDouble(Random random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : 0.5;
    }

    private static String randomString(Random random) {
        StringBuilder string = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            string.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
        }
        return string.toString();
    }
}
