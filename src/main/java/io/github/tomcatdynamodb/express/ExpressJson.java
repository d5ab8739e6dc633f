package io.github.tomcatdynamodb.express;

import java.util.Map;

/**
 * A session as the JSON text that connect-dynamodb stores, to Java values and back.
 *
 * <table>
 * <caption>What becomes what</caption>
 * <tr><th>JSON</th><th>Java</th></tr>
 * <tr><td>the session itself</td><td>{@code LinkedHashMap}</td></tr>
 * <tr><td>object</td><td>{@code HashMap}</td></tr>
 * <tr><td>array</td><td>{@code ArrayList}</td></tr>
 * <tr><td>string</td><td>{@code String}, lone surrogates included</td></tr>
 * <tr><td>true, false, null</td><td>{@code Boolean}, {@code null}</td></tr>
 * <tr><td>digits only</td><td>{@code Integer}, else {@code Long}, else (what JavaScript writes for a large number)
 * {@code Double}, else {@code BigInteger}</td></tr>
 * <tr><td>any other number</td><td>{@code Double}, or {@code BigDecimal} if a double would change its value</td></tr>
 * <tr><td>a number of more than 10,000 digits, before, behind or in front of the point</td><td>{@code Double}: what
 * JavaScript makes of it, an infinity or zero among it</td></tr>
 * </table>
 *
 * <p>Nested objects are {@code HashMap}s, although that forgets the order of their members, because
 * a session must not change its classes when its record becomes a DynamoDB map, which has no order
 * either.
 *
 * <p>Both directions take time and memory in proportion to the text, and no stack, however deeply
 * it is nested. Whoever goes through the values recursively must mind that.
 */
public final class ExpressJson {

    private ExpressJson() {}

    /**
     * Reads a session as {@code JSON.parse} does: strictly, with nothing before or after it, the
     * last of several members of one name winning, and {@code __proto__} being a name like any
     * other.
     *
     * @param json the text
     * @return the session, {@code cookie} included; the caller's own
     * @throws MalformedSessionException if the text is no JSON object
     */
    public static Map<String, Object> read(String json) throws MalformedSessionException {
        return SessionJsonReader.read(json).session();
    }

    /**
     * Writes a session as {@code JSON.stringify} does: strings, booleans, null, {@code Integer},
     * {@code Long}, {@code Double}, and lists and maps of them.
     *
     * <p>What JavaScript wrote comes out as it was, except for the order inside nested objects. The
     * text is read back to equal values: an integral {@code Double} is written {@code 5.0}, which
     * JavaScript reads as 5; a {@code Long} in the range of {@code int} is the one value that
     * returns in another class, as {@code Integer}.
     *
     * @param session the session, {@code cookie} included
     * @return the text
     * @throws UnwritableAttributeException if an attribute holds what has no JSON form, or one that
     *     JavaScript would silently change: an object of another class, NaN, an infinity, a {@code
     *     Long} that is no double, a map whose keys are not strings, a container inside itself
     */
    public static String write(Map<String, Object> session) throws UnwritableAttributeException {
        return new SessionJsonWriter().write(session);
    }
}
