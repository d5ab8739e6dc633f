package io.github.tomcatdynamodb.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.coyote.ActionCode;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a connector's response, but without a connection. */
class CommitHookTest {

    private final List<String> happened = new ArrayList<>();
    private final Response response = new Response();
    private final CommitHook hook = CommitHook.find().orElseThrow();

    /** What the connector does. */
    private final class Written implements OutputBuffer {

        @Override
        public int doWrite(ByteBuffer chunk) {
            happened.add("written");
            response.setCommitted(true);
            return chunk.remaining();
        }

        @Override
        public long getBytesWritten() {
            return 0;
        }
    }

    @BeforeEach
    void connect() {
        response.setOutputBuffer(new Written());
        // Its own hook can only be set from within: this is what stands in for the connector's.
        hook.watch(response, () -> {}).close();
    }

    @Test
    void watch_tellsBeforeTheFirstBytesAreWritten_andOnlyThen() throws IOException {
        CommitHook.Watch watch = hook.watch(response, () -> happened.add("told"));

        response.doWrite(ByteBuffer.allocate(1));
        response.doWrite(ByteBuffer.allocate(1));
        watch.close();

        assertEquals(List.of("told", "written", "written"), happened);
    }

    @Test
    void watch_whenWhatIsToldFails_keepsTheAnswerFromLeaving() {
        hook.watch(
                response,
                () -> {
                    throw new IllegalStateException("not saved");
                });

        assertThrows(IllegalStateException.class, () -> response.doWrite(ByteBuffer.allocate(1)));
        assertTrue(happened.isEmpty());
    }

    @Test
    void close_leavesTheResponseAsItWas() throws IOException {
        hook.watch(response, () -> happened.add("told")).close();

        response.doWrite(ByteBuffer.allocate(1));
        response.action(ActionCode.COMMIT, null);

        assertEquals(List.of("written"), happened);
    }
}
