package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call tells of why it failed, and what it keeps to itself. */
class TableFailureTest extends ProxiedTable {
    @ParameterizedTest
    @MethodSource("calls")
    void throttling_isThrottled_afterRetries(Consumer<SessionTable> call) {
        for (Fault fault : List.of(Fault.throttling(), Fault.throughputExceeded())) {
            FaultRule rule = proxy.inject(FaultRule.always(fault));
            try (SessionTable table = open()) {
                assertEquals(Kind.THROTTLED, kind(() -> call.accept(table)));
            }
            assertEquals(3, rule.struck());
            proxy.remove(rule);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aMissingTable_isNoTable(Consumer<SessionTable> call) {
        try (SessionTable table = open("no-such-table")) {
            if (table.administration().describe().isPresent()) {
                throw new AssertionError();
            }
            try {
                call.accept(table);
            } catch (TableException e) {
                assertEquals(Kind.NO_TABLE, e.kind());
                assertTrue(e.getMessage().contains("no-such-table"), e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDeniedException",
                "UnrecognizedClientException",
                "InvalidSignatureException",
                "ExpiredTokenException",
                "MissingAuthenticationTokenException",
                "IncompleteSignatureException"
            })
    void refusedCredentials_areDenied_andTheMessageNamesTheAction(String code) {
        proxy.inject(FaultRule.always(new Fault.Error(400, code, "arn:secret")));
        try (SessionTable table = open()) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));

            assertEquals(Kind.DENIED, thrown.kind());
            assertTrue(thrown.getMessage().contains("dynamodb:GetItem"), thrown.getMessage());
            assertTrue(thrown.getMessage().contains(code), thrown.getMessage());
        }
    }

    @Test
    void aPrincipalThatIsRefused_isNamed() {
        String principal = "arn:aws:sts::123456789012:assumed-role/web/i-0abc";
        proxy.inject(
                FaultRule.always(
                        new Fault.Error(
                                400,
                                "AccessDeniedException",
                                "User: "
                                        + principal
                                        + " is not authorized to perform: dynamodb:GetItem on"
                                        + " resource: arn:aws:dynamodb:eu-west-1:123456789012:t")));
        try (SessionTable table = open()) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));

            assertTrue(
                    thrown.getMessage().contains("the principal is [" + principal + "]"),
                    thrown.getMessage());
        }
    }

    /** A refused signature is answered with what should have been signed, the token included. */
    @Test
    void whatDynamoDbSays_isInNoStackTrace() {
        proxy.inject(
                FaultRule.always(
                        new Fault.Error(
                                400,
                                "InvalidSignatureException",
                                "The Canonical String for this request should have been"
                                        + " x-amz-security-token:SECRET")));
        try (SessionTable table = open()) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));

            assertFalse(trace.toString().contains("SECRET"), trace.toString());
            assertTrue(trace.toString().contains(": software.amazon.awssdk."), trace.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 403, 404, 413})
    void anAnswerThatIsNotDynamoDbs_isUnavailable(int status) throws Exception {
        // A captive portal, or a proxy of the company.
        try (ScriptedDynamoDb dynamo =
                        new ScriptedDynamoDb(
                                new ScriptedDynamoDb.Answer(
                                        "*", status, "text/html", "<html>no</html>"));
                SessionTable table = hurried(dynamo.endpoint())) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));

            assertEquals(Kind.UNAVAILABLE, thrown.kind());
            assertTrue(
                    thrown.getMessage().contains("" + status), "no status: " + thrown.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 502, 503, 504})
    void anAnswerThatMakesNoSense_isUnavailable(int status) throws Exception {
        try (ScriptedDynamoDb dynamo =
                        new ScriptedDynamoDb(
                                new ScriptedDynamoDb.Answer(
                                        "*", status, "text/html", "<html>no</html>"));
                SessionTable table = hurried(dynamo.endpoint())) {
            assertEquals(Kind.UNAVAILABLE, kind(() -> table.get("k", false)));
        }
    }

    @Test
    void anItemBeyond400KB_isTooLarge_andWhatWasStoredStays() {
        try (SessionTable table = open()) {
            table.put(put("large", "1"));
            String large = "x".repeat(410_000);

            assertEquals(Kind.TOO_LARGE, kind(() -> table.put(put("large", large))));
            assertEquals(Kind.TOO_LARGE, kind(() -> table.update(update("large", "1", large))));
            assertEquals(s("1"), table.get("large", true).orElseThrow().get("a"));
        }
    }

    @Test
    void aCallThatDynamoDbDoesNotUnderstand_isRejected() {
        try (SessionTable table = open()) {
            assertEquals(
                    Kind.REJECTED,
                    kind(
                            () ->
                                    table.update(
                                            new ItemUpdate(
                                                    "k", "SET", "#a = :a", Map.of(), Map.of()))));
        }
    }

    static Stream<Fault> unanswered() {
        return Stream.of(
                new Fault.ResetBefore(),
                new Fault.ResetMidResponse(),
                new Fault.LostResponse(),
                new Fault.Garbage(),
                new Fault.GarbageBody(),
                new Fault.Hang(),
                new Fault.HangAfter(),
                Fault.internalServerError(),
                new Fault.Error(503, "ServiceUnavailable", "x"));
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void whateverKeepsTheAnswerAway_isUnavailable_withinTheCallTimeout(Fault fault) {
        proxy.inject(FaultRule.always(fault));
        try (SessionTable table = hurried(proxy.endpoint())) {
            long start = System.nanoTime();

            assertEquals(Kind.UNAVAILABLE, kind(() -> table.get("k", false)));

            assertTrue(millisSince(start) < 2000, "took " + millisSince(start) + " ms");
        }
    }

    @Test
    void aPortWhereNothingListens_isUnavailable_andTheMessageNamesIt() {
        int port = Ports.free();
        try (SessionTable table = hurried(URI.create("http://127.0.0.1:" + port))) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));
            assertEquals(Kind.UNAVAILABLE, thrown.kind());
            assertTrue(
                    thrown.getMessage().contains("[127.0.0.1:" + port + "]"), thrown.getMessage());
            assertEquals(Kind.UNAVAILABLE, kind(() -> table.administration().describe()));
        }
        assertEquals(List.of("GetItem UNAVAILABLE", "DescribeTable UNAVAILABLE"), recorder.calls);
    }

    @Test
    void aHostThatDoesNotExist_isUnavailable() {
        try (SessionTable table = hurried(URI.create("http://nowhere.invalid:8000"))) {
            assertEquals(Kind.UNAVAILABLE, kind(() -> table.get("k", false)));
        }
    }

    @Test
    void aSingleFault_isRetried_andNotNoticed() {
        try (SessionTable table = open()) {
            table.put(put("retried", "1"));
            unanswered()
                    .filter(fault -> !(fault instanceof Fault.Hang))
                    .filter(fault -> !(fault instanceof Fault.HangAfter))
                    .filter(fault -> !(fault instanceof Fault.GarbageBody))
                    .forEach(
                            fault -> {
                                proxy.inject(FaultRule.always(fault).times(1));
                                assertTrue(table.get("retried", true).isPresent(), fault::toString);
                                assertEquals(
                                        new WriteResult.Written(), table.put(put("retried", "1")));
                            });
        }
    }

    @Test
    void noMessage_holdsAKeyOrAValue() {
        List<Fault> faults = new ArrayList<>(unanswered().toList());
        faults.add(Fault.accessDenied());
        faults.add(Fault.throttling());
        faults.add(new Fault.Error(400, "ValidationException", "the secret-key is secret-value"));
        for (Fault fault : faults) {
            FaultRule rule = proxy.inject(FaultRule.always(fault));
            try (SessionTable table = hurried(proxy.endpoint())) {
                for (Runnable call :
                        List.<Runnable>of(
                                () -> table.get("secret-key", false),
                                () -> table.put(put("secret-key", "secret-value")),
                                () -> table.update(update("secret-key", "secret-value", "x")))) {
                    TableException thrown = assertThrows(TableException.class, call::run);
                    assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
                }
            }
            proxy.remove(rule);
        }
    }
}
