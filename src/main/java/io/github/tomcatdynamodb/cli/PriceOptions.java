package io.github.tomcatdynamodb.cli;

import java.math.BigDecimal;
import picocli.CommandLine.Option;

/** Prices that are not those of us-east-1 today. */
final class PriceOptions {

    private static final double MILLION = 1e6;

    @Option(names = "--price-write-million", paramLabel = "USD")
    private BigDecimal writeMillion = BigDecimal.valueOf(Prices.DEFAULT.writeRequest() * MILLION);

    @Option(names = "--price-read-million", paramLabel = "USD")
    private BigDecimal readMillion = BigDecimal.valueOf(Prices.DEFAULT.readRequest() * MILLION);

    @Option(names = "--price-write-unit-hour", paramLabel = "USD")
    private BigDecimal writeUnitHour = BigDecimal.valueOf(Prices.DEFAULT.writeUnitHour());

    @Option(names = "--price-read-unit-hour", paramLabel = "USD")
    private BigDecimal readUnitHour = BigDecimal.valueOf(Prices.DEFAULT.readUnitHour());

    @Option(names = "--price-storage", paramLabel = "USD")
    private BigDecimal storage = BigDecimal.valueOf(Prices.DEFAULT.storage());

    @Option(names = "--price-redis-hour", paramLabel = "USD")
    private BigDecimal redisHour = BigDecimal.valueOf(Prices.DEFAULT.redisHour());

    Prices prices() {
        return new Prices(
                writeMillion.doubleValue() / MILLION,
                readMillion.doubleValue() / MILLION,
                writeUnitHour.doubleValue(),
                readUnitHour.doubleValue(),
                storage.doubleValue(),
                redisHour.doubleValue());
    }
}
