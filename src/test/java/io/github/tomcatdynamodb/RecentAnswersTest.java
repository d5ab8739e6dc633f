package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {

    private static final String ID = "0123456789";
    private static final Duration LONGER_THAN_REMEMBERED = Duration.ofSeconds(5);

    private final TestClock clock = new TestClock();
    private final RecentAnswers answers = new RecentAnswers(clock);

    @Test
    void aMiss_standsForTheWholeRequest_andForNoOther() {
        answers.missed(ID);
        answers.requestBegins(ID);
        clock.advance(LONGER_THAN_REMEMBERED);

        assertTrue(answers.isMiss(ID));
        assertFalse(CompletableFuture.supplyAsync(() -> answers.isMiss(ID)).join());

        answers.requestEnds();
        assertTrue(answers.isMiss(ID), "for the valves");
        clock.advance(LONGER_THAN_REMEMBERED);
        assertFalse(answers.isMiss(ID), "for the next request");
    }

    @Test
    void aMiss_endsWithTheSession() {
        answers.missed(ID);
        answers.requestBegins(ID);
        answers.stored(ID);

        assertFalse(answers.isMiss(ID));
        answers.requestEnds();
        assertFalse(answers.isMiss(ID));
    }

    @Test
    void aRequestWithASession_missesNothing() {
        answers.requestBegins(ID);
        answers.requestBegins(null);
        answers.requestEnds();

        assertFalse(answers.isMiss(ID));
    }
}
