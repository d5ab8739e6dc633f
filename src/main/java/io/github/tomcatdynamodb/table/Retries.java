package io.github.tomcatdynamodb.table;

import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Tries a call again for as long as its time lasts. The SDK's own strategy does the work; this one
 * gives up when the next attempt would begin too late, so that the caller learns why the last
 * attempt failed instead of that its time was up.
 */
final class Retries implements RetryStrategy {

    /** The SDK's own delays, up to 20 seconds, are not for a web request. */
    private static final Duration FIRST_DELAY = Duration.ofMillis(25);

    private static final Duration LONGEST_DELAY = Duration.ofMillis(500);

    /** The share of a call's time, its last, in which no attempt begins, for want of an answer. */
    private static final int LAST_PART = 10;

    /** Conflicts with other writers of the item, which the SDK takes for final. */
    private static final Set<String> CONFLICTS =
            Set.of(
                    "ReplicatedWriteConflictException",
                    "TransactionConflictException",
                    "TransactionInProgressException");

    /** One call: the SDK's token, and until when another attempt may begin. */
    private record Token(RetryToken token, long end) implements RetryToken {}

    private final RetryStrategy strategy;
    private final Attempts attempts;
    private final Duration budget;

    private Retries(RetryStrategy strategy, Attempts attempts, Duration budget) {
        this.strategy = strategy;
        this.attempts = attempts;
        this.budget = budget;
    }

    /**
     * Returns what decides for how long calls are tried.
     *
     * @param attempts is told of each that fails
     */
    static RetryStrategy of(TableSettings settings, Attempts attempts) {
        // Without the SDK's quota for all calls together: it would end retries when many fail, and
        // whether to call at all is decided by the circuit breaker.
        RetryStrategy.Builder<?, ?> builder =
                settings.retryMode() == RetryMode.ADAPTIVE
                        ? AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                        : AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .circuitBreakerEnabled(false);
        // With full jitter: any time up to the delay.
        BackoffStrategy delays = BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY);
        RetryStrategy strategy =
                builder.backoffStrategy(delays)
                        .throttlingBackoffStrategy(delays)
                        .retryOnException(Retries::isConflict)
                        .maxAttempts(settings.maxAttempts())
                        .build();
        return new Retries(strategy, attempts, settings.callTimeout());
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && CONFLICTS.contains(String.valueOf(service.awsErrorDetails().errorCode()));
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        // Before it is asked: the adaptive one waits in there.
        long end = System.nanoTime() + budget.minus(budget.dividedBy(LAST_PART)).toNanos();
        AcquireInitialTokenResponse first = strategy.acquireInitialToken(request);
        return AcquireInitialTokenResponse.create(new Token(first.token(), end), first.delay());
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        try {
            RefreshRetryTokenResponse next = refresh(request);
            attempts.failed(request.failure(), true);
            return next;
        } catch (TokenAcquisitionFailedException e) {
            attempts.failed(request.failure(), false);
            throw e;
        }
    }

    private RefreshRetryTokenResponse refresh(RefreshRetryTokenRequest request) {
        Token token = (Token) request.token();
        try {
            RefreshRetryTokenResponse next =
                    strategy.refreshRetryToken(request.toBuilder().token(token.token()).build());
            if (System.nanoTime() + next.delay().toNanos() - token.end() < 0) {
                return RefreshRetryTokenResponse.create(
                        new Token(next.token(), token.end()), next.delay());
            }
        } catch (TokenAcquisitionFailedException e) {
            throw new TokenAcquisitionFailedException(e.getMessage(), token, request.failure());
        }
        throw new TokenAcquisitionFailedException("too late", token, request.failure());
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        Token token = (Token) request.token();
        strategy.recordSuccess(RecordSuccessRequest.create(token.token()));
        return RecordSuccessResponse.create(token);
    }

    @Override
    public int maxAttempts() {
        return strategy.maxAttempts();
    }

    @Override
    public boolean useClientDefaults() {
        return strategy.useClientDefaults();
    }

    @Override
    public RetryStrategy.Builder<?, ?> toBuilder() {
        return strategy.toBuilder();
    }

    /** Ends the thread of the adaptive one. */
    @Override
    public void close() {
        strategy.close();
    }
}
