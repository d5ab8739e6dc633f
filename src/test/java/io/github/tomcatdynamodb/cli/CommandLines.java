package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command line has come to.
 *
 * @param status the exit status
 * @param out what it has found
 * @param err what it has said about itself
 */
record CommandLines(int status, String out, String err) {

    /** Runs a command line in this JVM; its words are separated by single blanks. */
    static CommandLines run(String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new CommandLines(status, out.toString(), err.toString());
    }

    /** Returns the options that name a table in the DynamoDB of this JVM. */
    static String at(String table) {
        return "--table="
                + table
                + " --region="
                + EmbeddedDynamoDb.REGION
                + " --endpoint="
                + LocalDynamoDb.dynamo().endpoint();
    }

    /** Returns what {@code migrate} makes of its options. */
    static MigrateSettings migrate(String options) throws UsageException {
        MigrateCommand command = new MigrateCommand();
        new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(options.split(" "));
        return command.settings();
    }
}
