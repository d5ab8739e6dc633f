package io.github.tomcatdynamodb.it.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What frameworks keep in the session goes from node to node: Faces on Mojarra and on MyFaces with
 * their state on the server and beans of CDI's, Wicket's pages, and Spring's beans of the session's
 * scope. Everything comes out of the record with every request, because no node keeps any session.
 *
 * <p>On Tomcat 9 with the last lines of these frameworks for {@code javax}, whose one difference is
 * that Spring's bean does not refer to another one: the names of Spring 5's proxy classes differ
 * from node to node.
 */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#stock")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FrameworkIT {
    private static final int ALTERNATIONS = 8;
    private static final int TABS = 3;
    private static final int ARTICLES = 8;

    private static FrameworkNodes nodes;

    @Parameter TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        nodes = new FrameworkNodes(version);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        nodes.close();
    }

    static List<Framework> applications() {
        return nodes.applications();
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("applications")
    void postback_onTheOtherNode_findsItsView(Framework application) {
        Dialogue dialogue = application.dialogue(nodes);
        dialogue.begin(nodes.a());
        TomcatNode node = nodes.a();
        for (int i = 0; i < ALTERNATIONS; i++) {
            node = nodes.otherThan(node);
            dialogue.step(node);
        }
        dialogue.assertStored();
        dialogue.goOnFromAnOlderPage(nodes.otherThan(node));
        dialogue.step(node);
        nodes.assertNoComplaints();
    }

    /** Spring's beans are small. */
    static List<Framework> withPagesInTheSession() {
        return applications().stream().filter(one -> one != Framework.SPRING).toList();
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("withPagesInTheSession")
    void aPage_takesFewerWriteUnits_becauseItIsDeflated(Framework application) {
        assumeFalse(nodes.isInItemsOfItsOwn(), "the record is not all of it");
        Dialogue dialogue = application.dialogue(nodes);
        dialogue.begin(nodes.a());
        dialogue.step(nodes.b());
        dialogue.step(nodes.a());

        RecordSize size = nodes.largestRecord(application);

        System.out.printf(
                "%s on %s: %d bytes, %d write units a page; not deflated %d bytes, %d%n",
                application,
                version,
                size.bytes(),
                RecordSize.units(size.bytes()),
                size.inflated(),
                RecordSize.units(size.inflated()));
        assertTrue(3 * size.bytes() < 2 * size.inflated(), size::toString);
        nodes.assertNoComplaints();
    }

    @ParameterizedTest
    @Order(1)
    @EnumSource(
            value = Framework.class,
            names = {"MOJARRA", "MYFACES"})
    void postbacksOfOneSession_atTheSameTime_areAllKept(Framework application) throws Exception {
        Visitor visitor = new Visitor(nodes, application);
        visitor.get(nodes.a(), visitor.inside("/page.xhtml"));
        ExecutorService threads = Executors.newFixedThreadPool(TABS);
        try {
            List<Future<?>> tabs = new ArrayList<>();
            for (int i = 0; i < TABS; i++) {
                // All on one node: on two, the last writer of a cart would win.
                tabs.add(threads.submit(() -> addArticles(visitor.inAnotherTab())));
            }
            for (Future<?> tab : tabs) {
                tab.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Page page = visitor.get(nodes.b(), visitor.inside("/page.xhtml"));
        assertEquals(
                Collections.nCopies(TABS * ARTICLES, "1 book"), page.texts("form:lines:\\d+:line"));
        nodes.assertNoComplaints();
    }

    private static void addArticles(Visitor tab) {
        Page page = tab.get(nodes.a(), tab.inside("/page.xhtml"));
        for (int i = 0; i < ARTICLES; i++) {
            Map<String, String> form = new HashMap<>(page.hiddenFields());
            form.put("form:article", "book");
            form.put("form:add", "Add");
            page = tab.post(nodes.a(), tab.inside("/page.xhtml"), form);
        }
    }

    /** Spring has sent and flushed such an answer before the request is over. */
    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"/added", "/tagged/added"})
    void change_behindAResponseBody_isSeenByTheNextRequest(String path) {
        Visitor visitor = new Visitor(nodes, Framework.SPRING).inAnotherTab();
        TomcatNode node = nodes.a();
        String cart = "";
        for (int i = 1; i <= 6; i++) {
            cart += cart.isEmpty() ? i : ", " + i;
            String target = visitor.inside(path + "?article=" + i);
            assertEquals(cart, visitor.get(node, target).html());
            node = nodes.otherThan(node);
        }
        nodes.assertNoComplaints();
    }

    /** The last one but one: only the newest version takes the time to start the node again. */
    @Test
    @Order(2)
    void postback_afterTheDeathOfANode_findsItsView() {
        List<Dialogue> dialogues = new ArrayList<>();
        for (Framework application : applications()) {
            Dialogue dialogue = application.dialogue(nodes);
            dialogue.begin(nodes.a());
            dialogue.step(nodes.a());
            dialogues.add(dialogue);
        }
        nodes.a().kill();
        dialogues.forEach(dialogue -> dialogue.step(nodes.b()));
        if (version == TomcatVersion.V11) {
            nodes.a().start();
            dialogues.forEach(dialogue -> dialogue.step(nodes.a()));
        }
        dialogues.forEach(Dialogue::assertStored);
    }

    /** The last one, because the nodes complain. */
    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"/added", "/tagged/added"})
    void change_behindAResponseBody_thatCannotBeSaved_isAnError(String path) {
        Visitor visitor = new Visitor(nodes, Framework.SPRING).inAnotherTab();
        String target = visitor.inside(path + "?article=");
        assertEquals("kept", visitor.get(nodes.b(), target + "kept").html());

        nodes.refuseWrites();
        assertEquals(500, visitor.send(nodes.b(), target + "lost").status());

        nodes.heal();
        assertEquals("kept, new", visitor.get(nodes.b(), target + "new").html());
    }
}
