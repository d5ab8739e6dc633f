package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages of Tomcat's Manager application, for its user {@code boss}. */
final class ManagerPages {
    private ManagerPages() {}

    /**
     * The sessions of an application, by the link on the first page, which carries what the Manager
     * has against forged requests.
     */
    static String sessions(TomcatNode node, String application) {
        HttpBrowser boss = new HttpBrowser();
        HttpBrowser.Response list = boss.getAs("boss", "secret", node.url("/manager/html"));
        if (list.location() != null) {
            list = boss.getAs("boss", "secret", node.url("/manager/html/"));
        }
        Matcher link =
                Pattern.compile(
                                "href=\"(/manager/html/sessions[^\"]*path=/"
                                        + application
                                        + "[^\"]*)\"")
                        .matcher(list.body().replace("&#47;", "/").replace("&amp;", "&"));
        assertTrue(link.find(), list.body());
        HttpBrowser.Response page = boss.getAs("boss", "secret", node.url(link.group(1)));
        assertEquals(200, page.status(), page::toString);
        return page.body();
    }
}
