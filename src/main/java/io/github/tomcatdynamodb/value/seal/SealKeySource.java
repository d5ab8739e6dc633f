package io.github.tomcatdynamodb.value.seal;

import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where keys come from. A service that keeps keys is another implementation. Messages name the
 * source, and never show what is in it.
 */
public interface SealKeySource {

    /**
     * Reads the keys, once at the start of a store.
     *
     * @throws IllegalArgumentException when they cannot be read, or are no keys
     */
    SealKeys keys();

    /**
     * Returns the keys of a setting: {@code file:path} (relative to {@code catalina.base}), {@code
     * env:NAME} of an environment variable, or {@code property:name} of a system property.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static SealKeySource of(String setting) {
        Messages texts = Messages.of(SealKeySource.class);
        int colon = setting.indexOf(':');
        String place = setting.substring(colon + 1).strip();
        String kind = colon < 0 || place.isEmpty() ? "" : setting.substring(0, colon).strip();
        return switch (kind) {
            case "file" -> () -> parse(setting, file(setting, place));
            case "env" -> () -> parse(setting, System.getenv(place));
            case "property" -> () -> parse(setting, System.getProperty(place));
            // The setting may be the keys themselves.
            default -> throw new IllegalArgumentException(texts.getString("sealKeys.source"));
        };
    }

    private static SealKeys parse(String setting, String text) {
        Messages texts = Messages.of(SealKeySource.class);
        if (text == null) {
            throw new IllegalArgumentException(texts.getString("sealKeys.absent", setting));
        }
        try {
            return SealKeys.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    texts.getString("sealKeys.in", setting, e.getMessage()), e);
        }
    }

    private static String file(String setting, String path) {
        try {
            Path base = Path.of(System.getProperty("catalina.base", ""));
            return Files.readString(base.resolve(path), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    Messages.of(SealKeySource.class)
                            .getString(
                                    "sealKeys.unreadable", setting, e.getClass().getSimpleName()),
                    e);
        }
    }
}
