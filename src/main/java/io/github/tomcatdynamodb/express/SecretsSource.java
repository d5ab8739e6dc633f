package io.github.tomcatdynamodb.express;

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
        Stream<String> read(String setting) {
            return Arrays.stream(setting.split(","));
        }
    },

    /** A file with a secret in each line; relative to {@code catalina.base}. */
    FILE("secretsFile") {
        @Override
        Stream<String> read(String setting) {
            try {
                Path base = Path.of(System.getProperty("catalina.base", ""));
                return Files.readAllLines(base.resolve(setting), UTF_8).stream()
                        .map(line -> line.replace("\uFEFF", ""));
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
        Stream<String> read(String setting) {
            return Optional.ofNullable(System.getenv(setting)).stream().flatMap(LIST::read);
        }
    },

    /** The name of a system property with secrets separated by commas. */
    SYSTEM_PROPERTY("secretsSystemProperty") {
        @Override
        Stream<String> read(String setting) {
            return Optional.ofNullable(System.getProperty(setting)).stream().flatMap(LIST::read);
        }
    };

    private final String property;

    SecretsSource(String property) {
        this.property = property;
    }

    abstract Stream<String> read(String setting);

    /** The secrets, at least one, none of them empty. */
    List<String> secrets(String setting) {
        List<String> secrets = read(setting).map(String::strip).filter(s -> !s.isEmpty()).toList();
        if (secrets.isEmpty()) {
            throw new IllegalStateException(
                    Messages.of(SecretsSource.class).getString("secrets.none", describe(setting)));
        }
        if (secrets.stream().anyMatch(secret -> secret.startsWith("${"))) {
            // Tomcat leaves an unknown ${name} as it is: a secret that anybody could guess
            throw new IllegalStateException(
                    Messages.of(SecretsSource.class)
                            .getString("secrets.unreplaced", describe(setting)));
        }
        return secrets;
    }

    private String describe(String setting) {
        return this == LIST ? property : property + "=" + setting;
    }
}
