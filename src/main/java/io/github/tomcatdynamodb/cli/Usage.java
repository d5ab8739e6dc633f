package io.github.tomcatdynamodb.cli;

/**
 * What sessions use of DynamoDB in a month.
 *
 * @param readUnits read units
 * @param writeUnits write units, touches included
 * @param touchUnits write units of touches: of writes that change nothing but the last access
 * @param bytes what is stored
 */
record Usage(double readUnits, double writeUnits, double touchUnits, double bytes) {

    /** AWS bills months of so many hours on average. */
    static final double HOURS = 730;

    static final double SECONDS = HOURS * 3600;

    private static final double READ_UNIT = 4096;
    private static final double WRITE_UNIT = 1024;

    /** An eventually consistent read costs half (Developer Guide, "Read operations"). */
    private static final double EVENTUAL = 0.5;

    /**
     * Requests that ask for their session.
     *
     * @param perSecond how many, on average
     * @param changing which share of them changes its session, from 0 to 1
     * @param pause how many seconds a user pauses between two of them
     * @param touchAfter the setting of the Store, in seconds
     */
    record Requests(double perSecond, double changing, double pause, int touchAfter) {

        /** The share of requests that write nothing but their access. */
        double touching() {
            return (1 - changing) * (touchAfter == 0 ? 1 : Math.min(1, pause / touchAfter));
        }
    }

    /** Returns what requests use whose sessions are of a size, as they are stored, in bytes. */
    static Usage of(Requests requests, double averageSize, double bytes) {
        double month = requests.perSecond() * SECONDS;
        double writeUnits = Math.max(1, Math.ceil(averageSize / WRITE_UNIT));
        double touchUnits = month * requests.touching() * writeUnits;
        return new Usage(
                month * Math.max(1, Math.ceil(averageSize / READ_UNIT)) * EVENTUAL,
                month * requests.changing() * writeUnits + touchUnits,
                touchUnits,
                bytes);
    }

    /** Returns the share of touches in the write units, from 0 to 1. */
    double touchShare() {
        return writeUnits == 0 ? 0 : touchUnits / writeUnits;
    }
}
