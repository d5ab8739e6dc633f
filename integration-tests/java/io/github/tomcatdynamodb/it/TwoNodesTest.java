package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A test that runs on two nodes of each version, none of which may ever scan or query, nor call
 * anything else that the IAM policy of the examples does not allow.
 */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#chosen")
abstract class TwoNodesTest {
    private static final Set<String> ALLOWED = allowed();

    @Parameter TomcatVersion version;
    TwoNodes nodes;

    @BeforeEach
    void nodesRun() {
        nodes = TwoNodes.of(version);
        nothingWasCalledThatThePolicyDoesNotAllow();
        nodes.proxy().reset();
    }

    @AfterEach
    void nothingWasCalledThatThePolicyDoesNotAllow() {
        Set<String> called = new HashSet<>(nodes.proxy().operations());
        called.removeAll(ALLOWED);
        assertEquals(Set.of(), called);
    }

    private static Set<String> allowed() {
        Path policy = Environment.basedir().resolve("conf-examples/table/iam-policy.json");
        try {
            return Pattern.compile("\"dynamodb:(\\w+)\"")
                    .matcher(Files.readString(policy))
                    .results()
                    .map(action -> action.group(1))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new user at node A, in the application that is set up with the defaults. */
    Probe user() {
        return nodes.user(TwoNodes.ANY);
    }

    /** Another tab of a user's browser, at the same place. */
    static Probe tab(Probe user) {
        return new Probe(user.browser().copy(), user);
    }

    /** Waits until a node has backed up an attribute of a session that it holds in memory. */
    void awaitBackup(String id, String attribute, String value) {
        Await.until(
                "backup of " + attribute,
                () -> {
                    AttributeValue session = nodes.record(TwoNodes.STICKY, id).get("sess");
                    return session != null
                            && session.hasM()
                            && session.m().containsKey(attribute)
                            && value.equals(session.m().get(attribute).s());
                });
    }

    /** The calls on an application's table while something is done. */
    ApiCalls callsOf(String application, Supplier<?> action) {
        nodes.proxy().reset();
        action.get();
        return nodes.proxy().calls().on(application);
    }
}
