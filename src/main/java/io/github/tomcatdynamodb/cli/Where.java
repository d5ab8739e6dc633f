package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.SecondaryIndex;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.text.Messages;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the sessions that are sought have in common: the value of a special key.
 *
 * @param name the name of the special key
 * @param value its value; of a number in decimal, of bytes in Base64
 */
record Where(String name, String value) {

    private static final Messages MESSAGES = Messages.of(Where.class);

    /**
     * Reads it from a command line.
     *
     * @param text {@code userId=42}
     */
    static Where parse(String text) throws UsageException {
        int end = text.indexOf('=');
        if (end < 1) {
            throw new UsageException(MESSAGES.getString("where.form", text));
        }
        return new Where(text.substring(0, end), text.substring(end + 1));
    }

    /**
     * Returns the index that finds them.
     *
     * @throws UsageException if the table has none; says how to add it
     */
    SecondaryIndex index(SessionTable table, Optional<TableDescription> description)
            throws UsageException {
        return description.stream()
                .flatMap(found -> found.indexes().stream())
                .filter(index -> index.keyName().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        MESSAGES.getString(
                                                "where.noIndex",
                                                name,
                                                table.administration()
                                                        .commands()
                                                        .createIndex(name, "S"))));
    }

    /**
     * Returns the value as DynamoDB has it.
     *
     * @throws UsageException if it is none of the index's type
     */
    AttributeValue in(SecondaryIndex index) throws UsageException {
        try {
            return switch (index.keyType()) {
                case "N" -> AttributeValue.fromN(new BigDecimal(value).toPlainString());
                case "B" ->
                        AttributeValue.fromB(
                                SdkBytes.fromByteArray(Base64.getDecoder().decode(value)));
                default -> AttributeValue.fromS(value);
            };
        } catch (IllegalArgumentException e) {
            throw new UsageException(MESSAGES.getString("where.type", name, index.keyType()));
        }
    }

    /** Returns whether an item has it: beside the session, as its index wants it. */
    boolean isIn(FoundRecord record, SecondaryIndex index) throws UsageException {
        return in(index).equals(record.item().get(name));
    }
}
