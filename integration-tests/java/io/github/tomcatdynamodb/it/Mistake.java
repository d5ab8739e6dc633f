package io.github.tomcatdynamodb.it;

import java.util.List;

/**
 * Something wrong.
 *
 * @param application the name of the application that it is wrong in
 * @param store the attributes of its Store
 * @param said what one line of the log says of it
 */
record Mistake(String application, String store, List<String> said) {
    /** A table as it shall be. */
    static final String GOOD = "good";

    /** Has the key {@code theirKey}. */
    static final String OTHER_KEY = "other-key";

    static final String NUMBER_KEY = "number-key";
    static final String SORT_KEY = "sort-key";
    static final String OTHER_TTL = "other-ttl";
    static final String NO_TTL = "no-ttl";

    /** Nobody may describe it. */
    static final String SECRET = "not-to-be-described";

    /** On a port where nothing listens while the node starts. */
    static final String LATE = "late";

    /** Is created, although DynamoDB throttles at first. */
    static final String CREATED = "created";

    static final String NO_REGION = "noRegion";

    private static Mistake mistake(String application, String store, String... said) {
        return new Mistake(application, store, List.of(said));
    }

    /** The setting of a table. */
    static String table(String name) {
        return "tableName=\"" + name + "\"";
    }

    /** What stops the start. */
    static final List<Mistake> FATAL =
            List.of(
                    mistake(
                            "touchAfter",
                            table(GOOD) + " touchAfter=\"-5\"",
                            "[touchAfter] is [-5], but must be a whole number from 0 to 31536000"),
                    mistake(
                            "readConsistency",
                            table(GOOD) + " readConsistency=\"sometimes\"",
                            "[readConsistency] is [sometimes], but must be one of:"
                                    + " eventual, session, strong."),
                    mistake(
                            "lastAccess",
                            table(GOOD) + " lastAccess=\"both\"",
                            "[lastAccess] is [both], but must be one of: record, cookie."),
                    mistake(
                            "unknownSetting",
                            table(GOOD) + " tabelName=\"x\"",
                            "[tabelName] is no setting of this store; the nearest is [tableName]."),
                    mistake(
                            "severalAtOnce",
                            "tableName=\"x\" touchAfter=\"soon\" onLoadFailure=\"panic\"",
                            "[tableName] is [x], but must be 3 to 255 letters",
                            "[touchAfter] is [soon]",
                            "[onLoadFailure] is [panic], but must be one of: fail, newSession."),
                    mistake(
                            "contradictoryTimeouts",
                            table(GOOD) + " attemptTimeout=\"2000\" callTimeout=\"1000\"",
                            "callTimeout [1000] must not be smaller than attemptTimeout [2000]"),
                    mistake(
                            "unitsOfNoTable",
                            table(GOOD) + " readCapacityUnits=\"5\" writeCapacityUnits=\"5\"",
                            "readCapacityUnits and writeCapacityUnits are for a table that"
                                    + " createTable=\"true\" creates"),
                    mistake(
                            "unitsHalf",
                            table(GOOD) + " createTable=\"true\" readCapacityUnits=\"5\"",
                            "readCapacityUnits and writeCapacityUnits must be set both or neither"),
                    mistake(
                            "prefixSpace",
                            table(GOOD) + " prefix=\"our shop\"",
                            "[prefix] is [our shop], but may hold letters, digits and"),
                    mistake(
                            "prefixUmlaut",
                            table(GOOD) + " prefix=\"h&#252;te#\"",
                            // The rest depends on the encoding of the console.
                            "[prefix] is [h",
                            "], but may hold letters, digits and"),
                    mistake(
                            NO_REGION,
                            table(GOOD),
                            "No AWS region is set or found for the Store of the application"
                                    + " [/noRegion]. Set region=\"...\" on the Store, or the"
                                    + " environment variable AWS_REGION."),
                    mistake(
                            "badEndpoint",
                            table(GOOD) + " endpoint=\"localhost:8000\"",
                            "[endpoint] is [localhost:8000], but must be a URL such as"),
                    mistake(
                            "missingTable",
                            table("missing"),
                            "There is no DynamoDB table [missing] in the region [eu-west-1] of this"
                                    + " account. Create it: aws dynamodb create-table --table-name"
                                    + " missing "),
                    mistake(
                            "otherKey",
                            table(OTHER_KEY),
                            "The partition key of the DynamoDB table [other-key] is [theirKey], but"
                                    + " hashKey is [id]. Set hashKey=\"theirKey\", or another"
                                    + " tableName."),
                    mistake(
                            "wrongHashKey",
                            table(GOOD) + " hashKey=\"sid\"",
                            "The partition key of the DynamoDB table [good] is [id], but hashKey is"
                                    + " [sid]. Set hashKey=\"id\""),
                    mistake(
                            "numberKey",
                            table(NUMBER_KEY),
                            "The DynamoDB table [number-key] cannot hold sessions: its partition key"
                                    + " [id] has the type N instead of S. Create another table and"
                                    + " set tableName=\"number-key-sessions\": aws dynamodb"
                                    + " create-table --table-name number-key-sessions "),
                    mistake(
                            "sortKey",
                            table(SORT_KEY),
                            "The DynamoDB table [sort-key] cannot hold sessions: beside the"
                                    + " partition key [id] it has a sort key. Create another table"
                                    + " and set tableName=\"sort-key-sessions\": aws dynamodb"
                                    + " create-table --table-name sort-key-sessions "));

    /** What is a warning. */
    static final List<Mistake> WARNINGS =
            List.of(
                    mistake(
                            "otherTtl",
                            table(OTHER_TTL),
                            "Time to live of the DynamoDB table [other-ttl] is on [deleteAt], but"
                                    + " ttlAttribute is [expires]",
                            "set ttlAttribute=\"deleteAt\""),
                    mistake(
                            "noTtl",
                            table(NO_TTL),
                            "Time to live is not enabled on the DynamoDB table [no-ttl]",
                            "Enable it on [expires]: aws dynamodb update-time-to-live --table-name"
                                    + " no-ttl "),
                    mistake(
                            "secretTable",
                            table(SECRET),
                            "The DynamoDB table [not-to-be-described] at [http://127.0.0.1:",
                            "could not be checked, and the store starts without that",
                            "IAM policy allows dynamodb:DescribeTable"),
                    mistake(
                            "unreachable",
                            table(LATE),
                            "The DynamoDB table [late] at [http://127.0.0.1:",
                            "could not be checked, and the store starts without that",
                            "DynamoDB could not be reached or did not answer in time; check the"
                                    + " network, the endpoint and the region."),
                    mistake(
                            "createTable",
                            table(CREATED)
                                    + " createTable=\"true\" maxAttempts=\"1\""
                                    + " readCapacityUnits=\"7\" writeCapacityUnits=\"3\"",
                            "There is no DynamoDB table [created], so it is created"
                                    + " (createTable=\"true\"). That is for trying out"));

    @Override
    public String toString() {
        return application;
    }
}
