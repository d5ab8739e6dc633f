package io.github.tomcatdynamodb.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Commands of the AWS command line interface for a table, in the syntax of a POSIX shell: for those
 * who may do what this node may not, or want to read it first.
 *
 * @param tableName which table
 * @param settings what its attributes are called, and where it is
 * @param region the region that it is in
 */
public record AwsCommands(String tableName, TableSettings settings, String region) {

    /** Returns the commands that create the table, to be given one after the other. */
    public List<String> create(NewTable table) {
        return List.of(createTable(table), command("wait table-exists"), enableTimeToLive());
    }

    private String createTable(NewTable table) {
        StringBuilder options =
                new StringBuilder("--attribute-definitions ")
                        .append(definition(settings.hashKey(), "S"));
        table.indexes().forEach((name, type) -> options.append(' ').append(definition(name, type)));
        options.append(" --key-schema AttributeName=")
                .append(settings.hashKey())
                .append(",KeyType=HASH");
        if (!table.indexes().isEmpty()) {
            options.append(" --global-secondary-indexes ").append(indexes(table));
        }
        table.provisioned()
                .ifPresentOrElse(
                        units ->
                                options.append(
                                        " --billing-mode PROVISIONED --provisioned-throughput "
                                                + throughput(units)),
                        () -> options.append(" --billing-mode PAY_PER_REQUEST"));
        if (table.isDeletionProtected()) {
            options.append(" --deletion-protection-enabled");
        }
        return command("create-table", options.toString());
    }

    private static String definition(String name, String type) {
        return "AttributeName=" + name + ",AttributeType=" + type;
    }

    private static String throughput(TableDescription.Throughput units) {
        return "ReadCapacityUnits="
                + units.readUnits()
                + ",WriteCapacityUnits="
                + units.writeUnits();
    }

    private static String indexes(NewTable table) {
        return table.indexes().keySet().stream()
                .map(
                        name ->
                                "'IndexName="
                                        + NewTable.indexName(name)
                                        + ",KeySchema=[{AttributeName="
                                        + name
                                        + ",KeyType=HASH}],Projection={ProjectionType=KEYS_ONLY}"
                                        + table.provisioned()
                                                .map(
                                                        units ->
                                                                ",ProvisionedThroughput={"
                                                                        + throughput(units)
                                                                        + "}")
                                                .orElse("")
                                        + "'")
                .collect(Collectors.joining(" "));
    }

    /** Returns the command that enables time to live. */
    public String enableTimeToLive() {
        return command(
                "update-time-to-live",
                "--time-to-live-specification Enabled=true,AttributeName="
                        + settings.ttlAttribute());
    }

    /**
     * Returns the command that adds an index to a table that is there.
     *
     * @param attribute what sessions are to be found by
     * @param type its type: {@code S}, {@code N} or {@code B}
     */
    public String createIndex(String attribute, String type) {
        return command(
                "update-table",
                "--attribute-definitions "
                        + definition(attribute, type)
                        + " --global-secondary-index-updates"
                        + " 'Create={IndexName="
                        + NewTable.indexName(attribute)
                        + ",KeySchema=[{AttributeName="
                        + attribute
                        + ",KeyType=HASH}],Projection={ProjectionType=KEYS_ONLY}}'");
    }

    /**
     * Returns a command on the table.
     *
     * @param operation for example {@code update-table}
     * @param options its other options
     */
    public String command(String operation, String... options) {
        return "aws dynamodb "
                + operation
                + " --table-name "
                + tableName
                + (options.length == 0 ? "" : " " + String.join(" ", options))
                + where();
    }

    private String where() {
        return " --region "
                + region
                + settings.profile().map(profile -> " --profile " + profile).orElse("")
                + settings.endpoint().map(endpoint -> " --endpoint-url " + endpoint).orElse("");
    }
}
