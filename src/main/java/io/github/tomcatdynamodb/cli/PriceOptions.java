package io.github.tomcatdynamodb.cli;

import picocli.CommandLine.Option;

/** Prices that are not those of us-east-1 today. */
final class PriceOptions {

    private static final double MILLION = 1e6;

    @Option(names = "--price-write-million", paramLabel = "USD")
    private double writeMillion = Prices.DEFAULT.writeRequest() * MILLION;

    @Option(names = "--price-read-million", paramLabel = "USD")
    private double readMillion = Prices.DEFAULT.readRequest() * MILLION;

    @Option(names = "--price-write-unit-hour", paramLabel = "USD")
    private double writeUnitHour = Prices.DEFAULT.writeUnitHour();

    @Option(names = "--price-read-unit-hour", paramLabel = "USD")
    private double readUnitHour = Prices.DEFAULT.readUnitHour();

    @Option(names = "--price-storage", paramLabel = "USD")
    private double storage = Prices.DEFAULT.storage();

    @Option(names = "--price-redis-hour", paramLabel = "USD")
    private double redisHour = Prices.DEFAULT.redisHour();

    Prices prices() {
        return new Prices(
                writeMillion / MILLION,
                readMillion / MILLION,
                writeUnitHour,
                readUnitHour,
                storage,
                redisHour);
    }
}
