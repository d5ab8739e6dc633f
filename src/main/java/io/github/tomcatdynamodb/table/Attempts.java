package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Sees every attempt of every call: whom it asked, and the time on the answer. */
final class Attempts implements ExecutionInterceptor {

    private static final ExecutionAttribute<TableClock.Sent> SENT =
            new ExecutionAttribute<>("io.github.tomcatdynamodb.Sent");

    private final TableClock clock;
    private final CallListener listener;
    private volatile String host;

    /**
     * Has seen none yet.
     *
     * @param clock learns from the answers
     * @param listener is told of those that fail
     * @param host who is asked presumably
     */
    Attempts(TableClock clock, CallListener listener, String host) {
        this.clock = clock;
        this.listener = listener;
        this.host = host;
    }

    /**
     * Returns the host that was asked last, with its port where that is an unusual one. It may be
     * another than the region's: accounts have hosts of their own.
     */
    String host() {
        return host;
    }

    /**
     * An attempt has failed.
     *
     * @param isRepeated whether the call is tried again
     */
    void failed(Throwable failure, boolean isRepeated) {
        Kind kind = Failures.kind(failure);
        if (kind == Kind.THROTTLED) {
            listener.throttled();
        }
        if (isRepeated) {
            listener.retried(kind);
        }
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        int port = request.getUri().getPort();
        host = port < 0 ? request.host() : request.host() + ":" + port;
        attributes.putAttribute(SENT, clock.send());
    }

    @Override
    public void afterTransmission(
            Context.AfterTransmission context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        // A proxy's own page has a date, too.
        if (response.firstMatchingHeader("x-amzn-RequestId").isPresent()) {
            response.firstMatchingHeader("Date")
                    .flatMap(Attempts::parse)
                    .ifPresent(date -> clock.learn(attributes.getAttribute(SENT), date));
        }
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
