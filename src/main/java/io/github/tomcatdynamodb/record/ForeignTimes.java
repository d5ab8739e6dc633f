package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.express.ExpressCookie;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Times and numbers as others may have written them. */
final class ForeignTimes {

    private static final int MAX_SCALE = 1000;

    private ForeignTimes() {}

    /**
     * As Express means it: {@code originalMaxAge}, and at least a second of it, because zero means
     * never to Tomcat; without it a day, unless Tomcat has noted that the session never expires.
     */
    static int maxInactive(Map<String, AttributeValue> cookie) {
        AttributeValue maxAge = cookie.get("originalMaxAge");
        Optional<BigDecimal> milliseconds = decimal(maxAge);
        if (milliseconds.isPresent()) {
            return clamp(
                            milliseconds.get().movePointLeft(3),
                            RoundingMode.CEILING,
                            Integer.MAX_VALUE)
                    .max(BigDecimal.ONE)
                    .intValue();
        }
        return decimal(cookie.get(ExpressCookie.MAX_INACTIVE))
                .map(BigDecimal::intValue)
                .filter(seconds -> seconds <= 0)
                .orElse(ExpressCookie.DEFAULT_MAX_INACTIVE);
    }

    /**
     * Seconds in any form that was seen: whole, with a fraction, as a string. Anything else counts
     * as missing.
     */
    static OptionalLong expires(AttributeValue expires) {
        if (expires == null) {
            return OptionalLong.empty();
        }
        return decimal(expires.n() != null ? expires.n() : expires.s())
                .map(
                        seconds ->
                                OptionalLong.of(
                                        clamp(
                                                        seconds.movePointRight(3),
                                                        RoundingMode.FLOOR,
                                                        Long.MAX_VALUE)
                                                .longValue()))
                .orElse(OptionalLong.empty());
    }

    static Optional<BigDecimal> decimal(AttributeValue value) {
        return value == null ? Optional.empty() : decimal(value.n());
    }

    private static Optional<BigDecimal> decimal(String text) {
        // No number that means a time is longer; a hostile one could be expensive.
        if (text == null || text.length() > 50) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text.trim());
            // DynamoDB's own numbers are within; beyond, arithmetic overflows.
            return Math.abs((long) number.scale()) <= MAX_SCALE
                    ? Optional.of(number)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal clamp(BigDecimal value, RoundingMode rounding, long max) {
        BigDecimal limited = value.max(BigDecimal.ZERO).min(BigDecimal.valueOf(max));
        // Below one: setScale would write out the zeros of 1E-999999.
        return limited.compareTo(BigDecimal.ONE) < 0 && rounding == RoundingMode.FLOOR
                ? BigDecimal.ZERO
                : limited.compareTo(BigDecimal.ONE) < 0 && limited.signum() > 0
                        ? BigDecimal.ONE
                        : limited.setScale(0, rounding);
    }
}
