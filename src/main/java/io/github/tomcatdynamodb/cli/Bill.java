package io.github.tomcatdynamodb.cli;

/**
 * What a month costs, in US dollars.
 *
 * @param usage what is used
 * @param prices what it costs
 */
record Bill(Usage usage, Prices prices) {

    /** What auto-scaling aims at by default; the rest stands idle. */
    private static final double UTILISATION = 0.7;

    private static final double GIGABYTE = 1 << 30;

    double onDemand() {
        return usage.readUnits() * prices.readRequest()
                + usage.writeUnits() * prices.writeRequest()
                + storage();
    }

    /** Returns the price of capacity that follows the load, which must not jump. */
    double provisioned() {
        double readUnitHours = usage.readUnits() / 3600;
        double writeUnitHours = usage.writeUnits() / 3600;
        return (readUnitHours * prices.readUnitHour() + writeUnitHours * prices.writeUnitHour())
                        / UTILISATION
                + storage();
    }

    /** Returns the part of the on-demand price that touches cost. */
    double touches() {
        return usage.touchUnits() * prices.writeRequest();
    }

    double redis() {
        return prices.redisHour() * Usage.HOURS;
    }

    private double storage() {
        return usage.bytes() / GIGABYTE * prices.storage();
    }
}
