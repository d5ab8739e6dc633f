package io.github.tomcatdynamodb.value.types;

import io.github.tomcatdynamodb.value.StoredValue;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The classes whose values are stored as text, or as a Boolean. */
@SuppressWarnings("JavaUtilDate") // Applications have dates in their sessions.
final class TextTypes {

    private static final AttributeValue STRING = AttributeValue.fromS("string");
    private static final AttributeValue CHAR = AttributeValue.fromS("char");
    private static final AttributeValue ATOMIC_BOOLEAN = AttributeValue.fromS("atomicboolean");

    private static final StoredValue TRUE = StoredValue.untyped(AttributeValue.fromBool(true));
    private static final StoredValue FALSE = StoredValue.untyped(AttributeValue.fromBool(false));

    private TextTypes() {}

    static List<ScalarType> all() {
        return List.of(
                new ScalarType(
                        "string",
                        String.class,
                        false,
                        TextTypes::writeEscaped,
                        TextTypes::readString),
                new ScalarType(
                        "boolean",
                        Boolean.class,
                        false,
                        TextTypes::writeBoolean,
                        TextTypes::readBoolean),
                new ScalarType(
                        "char",
                        Character.class,
                        false,
                        TextTypes::writeCharacter,
                        TextTypes::readCharacter),
                new ScalarType(
                        "atomicboolean",
                        AtomicBoolean.class,
                        true,
                        value ->
                                new StoredValue(
                                        AttributeValue.fromBool(((AtomicBoolean) value).get()),
                                        ATOMIC_BOOLEAN),
                        (stored, argument) ->
                                new AtomicBoolean((Boolean) readBoolean(stored, argument))),
                ScalarType.ofText("uuid", UUID.class, UUID::toString, UUID::fromString),
                ScalarType.ofText("instant", Instant.class, Instant::toString, Instant::parse),
                ScalarType.ofText(
                        "localdate", LocalDate.class, LocalDate::toString, LocalDate::parse),
                ScalarType.ofText(
                        "localtime", LocalTime.class, LocalTime::toString, LocalTime::parse),
                ScalarType.ofText(
                        "localdatetime",
                        LocalDateTime.class,
                        LocalDateTime::toString,
                        LocalDateTime::parse),
                ScalarType.ofText(
                                "date",
                                Date.class,
                                date -> print(date.getTime()),
                                text -> new Date(parse(text)))
                        .asMutable(),
                ScalarType.ofCheckedText(
                                "sqldate",
                                java.sql.Date.class,
                                TextTypes::print,
                                TextTypes::sqlDate)
                        .asMutable(),
                ScalarType.ofCheckedText(
                                "sqltime",
                                java.sql.Time.class,
                                TextTypes::print,
                                TextTypes::sqlTime)
                        .asMutable(),
                ScalarType.ofCheckedText(
                                "timestamp",
                                Timestamp.class,
                                time -> time.toInstant().toString(),
                                text -> Timestamp.from(Instant.parse(text)))
                        .asMutable(),
                ScalarType.ofCheckedText(
                        "offsetdatetime",
                        OffsetDateTime.class,
                        OffsetDateTime::toString,
                        OffsetDateTime::parse),
                ScalarType.ofCheckedText(
                        "offsettime", OffsetTime.class, OffsetTime::toString, OffsetTime::parse),
                ScalarType.ofCheckedText(
                        "zoneddatetime",
                        ZonedDateTime.class,
                        ZonedDateTime::toString,
                        ZonedDateTime::parse),
                ScalarType.ofCheckedText(
                        "duration", Duration.class, Duration::toString, Duration::parse),
                ScalarType.ofCheckedText("period", Period.class, Period::toString, Period::parse),
                ScalarType.ofCheckedText(
                        "year",
                        Year.class,
                        Year::toString,
                        text -> Year.of(Integer.parseInt(text))),
                ScalarType.ofCheckedText(
                        "yearmonth", YearMonth.class, YearMonth::toString, YearMonth::parse),
                ScalarType.ofCheckedText(
                        "monthday", MonthDay.class, MonthDay::toString, MonthDay::parse),
                ScalarType.ofCheckedText(
                        "zoneoffset", ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of),
                zone(ZoneId.of("Europe/Paris").getClass()),
                ScalarType.ofCheckedText(
                        "locale", Locale.class, Locale::toLanguageTag, Locale::forLanguageTag),
                ScalarType.ofCheckedText(
                        "currency",
                        Currency.class,
                        Currency::getCurrencyCode,
                        Currency::getInstance),
                ScalarType.ofCheckedText("uri", URI.class, URI::toString, URI::create),
                new ScalarType(
                        "pattern",
                        Pattern.class,
                        false,
                        TextTypes::writePattern,
                        TextTypes::readPattern));
    }

    /** A text that UTF-8 cannot hold; the native form writes any other as it is. */
    private static StoredValue writeEscaped(Object value) {
        return new StoredValue(AttributeValue.fromS(Escapes.escape((String) value)), STRING);
    }

    private static Object readString(AttributeValue stored, String argument) {
        return Escapes.unescape(ScalarType.text(stored, argument));
    }

    private static StoredValue writeBoolean(Object value) {
        return (Boolean) value ? TRUE : FALSE;
    }

    private static Object readBoolean(AttributeValue stored, String argument) {
        if (stored.bool() == null || argument != null) {
            throw new IllegalArgumentException("no such value");
        }
        return stored.bool();
    }

    private static StoredValue writeCharacter(Object value) {
        String text = value.toString();
        String wellFormed = Escapes.isWellFormed(text) ? text : Escapes.escape(text);
        return new StoredValue(AttributeValue.fromS(wellFormed), CHAR);
    }

    private static Object readCharacter(AttributeValue stored, String argument) {
        String text = ScalarType.text(stored, argument);
        String character = text.length() == 1 ? text : Escapes.unescape(text);
        if (character.length() != 1) {
            throw new IllegalArgumentException("no such value");
        }
        return character.charAt(0);
    }

    private static String print(long epochMilli) {
        return Instant.ofEpochMilli(epochMilli).toString();
    }

    private static String print(Date date) {
        return print(date.getTime());
    }

    /**
     * Milliseconds since the epoch.
     *
     * @throws ArithmeticException when it is no whole number of milliseconds, or too many
     */
    private static long parse(String text) {
        Instant instant = Instant.parse(text);
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
            throw new ArithmeticException("parts of a millisecond");
        }
        return instant.toEpochMilli();
    }

    private static java.sql.Date sqlDate(String text) {
        return new java.sql.Date(parse(text));
    }

    private static java.sql.Time sqlTime(String text) {
        return new java.sql.Time(parse(text));
    }

    /** Zones with rules have a class that is not public. */
    private static <T extends ZoneId> ScalarType zone(Class<T> type) {
        return ScalarType.ofCheckedText(
                "zone", type, ZoneId::getId, text -> type.cast(ZoneId.of(text)));
    }

    /**
     * {@link Pattern#flags} may include flags that the expression itself switches on, for a part of
     * it only.
     */
    private static StoredValue writePattern(Object value) {
        Pattern pattern = (Pattern) value;
        return Escapes.isWellFormed(pattern.pattern())
                        && !pattern.pattern().contains("(?")
                        && (pattern.flags() & Pattern.CANON_EQ) == 0
                ? new StoredValue(
                        AttributeValue.fromS(pattern.pattern()),
                        AttributeValue.fromS("pattern:" + pattern.flags()))
                : null;
    }

    private static Object readPattern(AttributeValue stored, String argument) {
        int flags = Integer.parseInt(argument);
        if ((flags & Pattern.CANON_EQ) != 0) {
            // Takes memory for every order of the marks that there are.
            throw new IllegalArgumentException("no such value");
        }
        return Pattern.compile(ScalarType.text(stored, null), flags);
    }
}
