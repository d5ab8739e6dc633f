package io.github.tomcatdynamodb.express;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/**
 * The texts of this package. They lie where Tomcat's {@code StringManager} would look for them, but
 * are read without it: the command line tools run without Tomcat.
 */
final class Messages {

    private Messages() {}

    static String get(String key, Object... arguments) {
        ResourceBundle texts =
                ResourceBundle.getBundle(Messages.class.getPackageName() + ".LocalStrings");
        return new MessageFormat(texts.getString(key), texts.getLocale()).format(arguments);
    }
}
