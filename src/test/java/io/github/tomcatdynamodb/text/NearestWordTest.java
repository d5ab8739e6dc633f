package io.github.tomcatdynamodb.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

    private static final List<String> WORDS = List.of("eu-west-2", "eu-west-1", "us-east-1");

    @ParameterizedTest
    @CsvSource({
        "eu-west1, eu-west-1",
        "eu-wset-2, eu-west-2",
        "us-esat-1, us-east-1",
        "usa-east-1, us-east-1",
        "eu-west-3, eu-west-1"
    })
    void aMistypedWord_isFound_ofSeveralTheFirst(String word, String meant) {
        assertEquals(Optional.of(meant), NearestWord.to(word, WORDS));
    }

    @Test
    void aWordThatIsThere_hasNone() {
        assertEquals(Optional.empty(), NearestWord.to("eu-west-1", WORDS));
    }

    @Test
    void amongNoWords_isNone() {
        assertEquals(Optional.empty(), NearestWord.to("eu-west-1", List.of()));
    }
}
