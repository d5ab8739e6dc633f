package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the secrets can come from. Messages name the source, and never show what is in it. */
enum SecretsSource {
    /** The secrets themselves, separated by commas. */
    LIST("secrets") {
        @Override
        Stream<Secret> read(String setting) {
            return Arrays.stream(setting.split(",")).map(text -> new Secret(text.getBytes(UTF_8)));
        }
    },

    /** A file with a secret in each line; relative to {@code catalina.base}. */
    FILE("secretsFile") {
        @Override
        Stream<Secret> read(String setting) {
            try {
                Path base = Path.of(System.getProperty("catalina.base", ""));
                // Each byte as a character: a secret need not be text.
                String content = Files.readString(base.resolve(setting), ISO_8859_1);
                String withoutMark =
                        content.startsWith(BYTE_ORDER_MARK)
                                ? content.substring(BYTE_ORDER_MARK.length())
                                : content;
                return Arrays.stream(withoutMark.split("\r?\n"))
                        .map(line -> new Secret(line.getBytes(ISO_8859_1)));
            } catch (IOException | InvalidPathException e) {
                String reason = e.getClass().getSimpleName();
                throw new IllegalStateException(
                        Messages.of(SecretsSource.class)
                                .getString("secrets.unreadable", setting, reason));
            }
        }
    },

    /** The name of an environment variable with secrets separated by commas. */
    ENVIRONMENT("secretsEnv") {
        @Override
        Stream<Secret> read(String setting) {
            return Optional.ofNullable(System.getenv(setting)).stream().flatMap(LIST::read);
        }
    },

    /** The name of a system property with secrets separated by commas. */
    SYSTEM_PROPERTY("secretsSystemProperty") {
        @Override
        Stream<Secret> read(String setting) {
            return Optional.ofNullable(System.getProperty(setting)).stream().flatMap(LIST::read);
        }
    };

    /** What some editors begin a file with: the bytes of U+FEFF, as characters. */
    private static final String BYTE_ORDER_MARK = new String("\uFEFF".getBytes(UTF_8), ISO_8859_1);

    private final String property;

    SecretsSource(String property) {
        this.property = property;
    }

    abstract Stream<Secret> read(String setting);

    /** The secrets, at least one, none of them empty. */
    List<Secret> secrets(String setting) {
        List<Secret> secrets = read(setting).filter(secret -> !secret.isBlank()).toList();
        if (secrets.isEmpty()) {
            throw problem("secrets.none", setting);
        }
        if (secrets.stream().anyMatch(Secret::isUnreplaced)) {
            throw problem("secrets.unreplaced", setting);
        }
        if (secrets.stream().anyMatch(secret -> secret.bytes().isEmpty())) {
            throw problem("secrets.malformed", setting);
        }
        return secrets;
    }

    private IllegalStateException problem(String message, String setting) {
        return new IllegalStateException(
                Messages.of(SecretsSource.class).getString(message, describe(setting)));
    }

    /** Returns what a message calls the source. */
    String describe(String setting) {
        return this == LIST ? property : property + "=" + setting;
    }
}
