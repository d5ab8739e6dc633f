package io.github.tomcatdynamodb.value;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.sql.Timestamp;
import java.text.DecimalFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
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
import java.time.chrono.JapaneseDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;

/** Dates, and other values of the JDK's. */
final class JdkValueEntries extends CatalogueEntries {
    @Override
    void fill() throws Exception {
        dates();
        values();
    }

    private void dates() {
        for (long time :
                new long[] {
                    0, -1, 1_795_311_313_123L, Long.MAX_VALUE, Long.MIN_VALUE, -62_135_769_600_000L
                }) {
            add("java.util.Date", "" + time, new Date(time));
        }
        add("java.sql.Date, Time, Timestamp", "date", new java.sql.Date(86_400_000L));
        add("java.sql.Date, Time, Timestamp", "time", new java.sql.Time(3_600_000L));
        Timestamp timestamp = new Timestamp(1_795_311_313_123L);
        timestamp.setNanos(123_456_789);
        add("java.sql.Date, Time, Timestamp", "timestamp", timestamp);
        add("java.sql.Date, Time, Timestamp", "old timestamp", new Timestamp(-62_135_769_600_001L));
        add("Instant", "epoch", Instant.EPOCH);
        add("Instant", "nanos", Instant.ofEpochSecond(1, 1));
        add("Instant", "min", Instant.MIN);
        add("Instant", "max", Instant.MAX);
        add("LocalDate, LocalTime, LocalDateTime", "date", LocalDate.of(2026, 2, 28));
        add("LocalDate, LocalTime, LocalDateTime", "min date", LocalDate.MIN);
        add("LocalDate, LocalTime, LocalDateTime", "max date", LocalDate.MAX);
        add("LocalDate, LocalTime, LocalDateTime", "time", LocalTime.of(1, 2, 3, 4));
        add("LocalDate, LocalTime, LocalDateTime", "midnight", LocalTime.MIDNIGHT);
        add(
                "LocalDate, LocalTime, LocalDateTime",
                "date and time",
                LocalDateTime.of(2026, 1, 1, 0, 0));
        add("LocalDate, LocalTime, LocalDateTime", "max", LocalDateTime.MAX);
        add(
                "OffsetDateTime, OffsetTime",
                "offset",
                OffsetDateTime.of(LocalDateTime.MIN, ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)));
        add("OffsetDateTime, OffsetTime", "time", OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC));
        LocalDateTime overlap = LocalDateTime.of(2026, 10, 25, 2, 30);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        add(
                "ZonedDateTime",
                "earlier offset",
                ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(2)));
        add(
                "ZonedDateTime",
                "later offset",
                ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(1)));
        add("ZonedDateTime", "offset only", ZonedDateTime.of(overlap, ZoneOffset.ofHours(1)));
        add("ZonedDateTime", "UTC", ZonedDateTime.of(overlap, ZoneId.of("UTC")));
        add("ZonedDateTime", "GMT+1", ZonedDateTime.of(overlap, ZoneId.of("GMT+01:00")));
        add("Duration, Period", "duration", Duration.ofSeconds(-1, 5));
        add("Duration, Period", "longest", Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
        add("Duration, Period", "shortest", Duration.ofSeconds(Long.MIN_VALUE));
        add("Duration, Period", "period", Period.of(1, -2, 3));
        add("Duration, Period", "zero", Period.ZERO);
        add("Year, YearMonth, MonthDay", "year", Year.of(-5));
        add("Year, YearMonth, MonthDay", "month", YearMonth.of(2026, 2));
        add("Year, YearMonth, MonthDay", "far month", YearMonth.of(99_999, 12));
        add("Year, YearMonth, MonthDay", "day", MonthDay.of(2, 29));
        add("ZoneId, ZoneOffset", "region", berlin);
        add("ZoneId, ZoneOffset", "offset", ZoneOffset.ofHours(-3));
        add("ZoneId, ZoneOffset", "UTC", ZoneId.of("UTC"));
        add("ZoneId, ZoneOffset", "Z", ZoneOffset.UTC);
        add("Other dates", "JapaneseDate", JapaneseDate.of(2026, 1, 1));
        add("Other dates", "GregorianCalendar", new GregorianCalendar(2026, Calendar.MARCH, 1));
        add("Other dates", "TimeZone", TimeZone.getTimeZone("Europe/Paris"));
        add("Other dates", "SimpleDateFormat", new SimpleDateFormat("yyyy", Locale.ROOT));
        add("Other dates", "Clock", Clock.systemUTC());
    }

    private void values() throws Exception {
        add("UUID", "random", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        add("UUID", "zero", new UUID(0, 0));
        add("Locale", "de_AT", new Locale("de", "AT"));
        add("Locale", "root", Locale.ROOT);
        add("Locale", "script", Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"));
        add("Locale (not a language tag)", "ja_JP_JP", new Locale("ja", "JP", "JP"));
        add("Locale (not a language tag)", "bad", new Locale("x_y", "", "WIN"));
        add("Currency", "EUR", Currency.getInstance("EUR"));
        add("URI", "uri", URI.create("https://example.org/a?b=c%20d#e"));
        add("URI", "opaque", URI.create("mailto:a@example.org"));
        add("URI", "relative", URI.create("../x"));
        add("Pattern", "plain", Pattern.compile("a+[b-d]"));
        add("Pattern", "flags", Pattern.compile("A.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
        add("Pattern (switching flags inside)", "inline", Pattern.compile("a(?i)b"));
        add("Other values of the JDK's", "URL", new URL("http://127.0.0.1/x"));
        add("Other values of the JDK's", "File", new File("/tmp/x"));
        add(
                "Other values of the JDK's",
                "InetAddress",
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        add(
                "Other values of the JDK's",
                "InetSocketAddress",
                InetSocketAddress.createUnresolved("example.org", 80));
        add("Other values of the JDK's", "Class", String.class);
        add("Other values of the JDK's", "application class", Samples.Money.class);
        add("Other values of the JDK's", "Random", new Random(5));
        add("Other values of the JDK's", "StringBuilder", new StringBuilder("sb"));
        add("Other values of the JDK's", "DecimalFormat", new DecimalFormat("#.0"));
        add("Other values of the JDK's", "Exception", exception());
        add("Other values of the JDK's", "MathContext", java.math.MathContext.DECIMAL64);
        add(
                "Other values of the JDK's",
                "LongSummary",
                new ArrayList<>(Arrays.asList((Object) new StringBuffer("x"))));
    }

    private static Exception exception() {
        Exception exception = new IllegalStateException("message", new RuntimeException("cause"));
        exception.addSuppressed(new Exception("suppressed"));
        return exception;
    }
}
