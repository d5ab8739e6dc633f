package io.github.tomcatdynamodb.record;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A table of their own for the tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithStored {
    Stored stored;

    @BeforeAll
    void makeTable() {
        stored = new Stored();
    }

    @AfterAll
    void close() {
        stored.close();
    }
}
