package io.github.tomcatdynamodb.text;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/**
 * The texts of a package. They lie where Tomcat's {@code StringManager} would look for them, but
 * are read without it: the command line tools run without Tomcat.
 *
 * @param bundle the name of the resource bundle
 */
public record Messages(String bundle) {

    /** Returns the texts of the package of a class: its {@code LocalStrings.properties}. */
    public static Messages of(Class<?> type) {
        return new Messages(type.getPackageName() + ".LocalStrings");
    }

    /**
     * Returns a text.
     *
     * @param key what it is found by
     * @param arguments what stands in it for {@code {0}}, {@code {1}} and so on
     */
    public String getString(String key, Object... arguments) {
        ResourceBundle texts = ResourceBundle.getBundle(bundle);
        return new MessageFormat(texts.getString(key), texts.getLocale()).format(arguments);
    }
}
