package io.github.tomcatdynamodb.cli;

/**
 * Prices in US dollars.
 *
 * @param writeRequest of a write request unit, on demand
 * @param readRequest of a read request unit, on demand
 * @param writeUnitHour of a provisioned write capacity unit for an hour
 * @param readUnitHour of a provisioned read capacity unit for an hour
 * @param storage of a gigabyte for a month
 * @param redisHour of the smallest Redis that has a replica in another availability zone, for an
 *     hour
 */
record Prices(
        double writeRequest,
        double readRequest,
        double writeUnitHour,
        double readUnitHour,
        double storage,
        double redisHour) {

    private static final double MILLION = 1e6;

    /**
     * Those of us-east-1: AWS's price list for DynamoDB of 2026-11-25; for Redis two {@code
     * cache.t4g.micro} of ElastiCache.
     */
    static final Prices DEFAULT =
            new Prices(0.625 / MILLION, 0.125 / MILLION, 0.00065, 0.00013, 0.25, 2 * 0.016);
}
