package io.github.tomcatdynamodb.express;

import io.github.tomcatdynamodb.text.Messages;

/** A session attribute that JSON cannot hold, by its name and the class of what does not fit. */
public final class UnwritableAttributeException extends Exception {

    private static final Messages MESSAGES = Messages.of(UnwritableAttributeException.class);

    private static final long serialVersionUID = 1L;

    private final String attribute;

    private UnwritableAttributeException(String attribute, String message) {
        super(message);
        this.attribute = attribute;
    }

    static UnwritableAttributeException value(String attribute, Object value) {
        return because("value", attribute, value);
    }

    static UnwritableAttributeException key(String attribute, Object map) {
        return because("key", attribute, map);
    }

    static UnwritableAttributeException cycle(String attribute, Object container) {
        return because("cycle", attribute, container);
    }

    private static UnwritableAttributeException because(
            String reason, String attribute, Object culprit) {
        return new UnwritableAttributeException(
                attribute,
                MESSAGES.getString(
                        "unwritableAttribute." + reason, attribute, culprit.getClass().getName()));
    }

    /**
     * The session attribute that holds the value.
     *
     * @return the attribute's name
     */
    public String attribute() {
        return attribute;
    }
}
