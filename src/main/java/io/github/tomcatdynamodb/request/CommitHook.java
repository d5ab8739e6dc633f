package io.github.tomcatdynamodb.request;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Response;

/**
 * Tells when an answer is about to be committed, of which Tomcat has no event. Both ways out of the
 * connector's response are watched: its hook, and its output buffer, because AJP commits without a
 * word when the first bytes come. They are private to Tomcat; so whether this Tomcat has them is
 * proven before anybody relies on it.
 */
final class CommitHook {

    private final VarHandle hook;
    private final VarHandle outputBuffer;

    private CommitHook(VarHandle hook, VarHandle outputBuffer) {
        this.hook = hook;
        this.outputBuffer = outputBuffer;
    }

    /** Returns the hook for this Tomcat; empty when its connector has none that works. */
    static Optional<CommitHook> find() {
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(Response.class, MethodHandles.lookup());
            CommitHook found =
                    new CommitHook(
                            lookup.findVarHandle(Response.class, "hook", ActionHook.class),
                            lookup.findVarHandle(
                                    Response.class, "outputBuffer", OutputBuffer.class));
            return Optional.of(found).filter(CommitHook::works);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Commits an answer that nobody gets in both ways, and sees whether it is told each time. */
    private boolean works() {
        AtomicInteger told = new AtomicInteger();
        Response response = new Response();
        hook.set(response, (ActionHook) (code, parameter) -> {});
        response.setOutputBuffer(new Nowhere());
        Watch watch = watch(response, told::incrementAndGet);
        try {
            response.action(ActionCode.COMMIT, null);
            response.doWrite(ByteBuffer.allocate(0));
            response.setCommitted(true);
            response.action(ActionCode.COMMIT, null);
        } catch (IOException e) {
            return false;
        } finally {
            watch.close();
        }
        return told.get() == 2
                && outputBuffer.get(response) instanceof Nowhere
                && !(hook.get(response) instanceof Watch);
    }

    /**
     * Watches a response.
     *
     * @param response not watched yet
     * @param beforeCommit called each time it is about to be committed; what it throws keeps it
     *     from that
     * @return what ends it, because connectors use their responses again
     */
    Watch watch(Response response, Runnable beforeCommit) {
        Watch watch =
                new Watch(
                        this,
                        response,
                        (ActionHook) hook.get(response),
                        (OutputBuffer) outputBuffer.get(response),
                        beforeCommit);
        hook.set(response, watch);
        outputBuffer.set(response, watch);
        return watch;
    }

    /**
     * A response that is watched.
     *
     * @param handles reach its fields
     * @param response the response
     * @param hook what it had before
     * @param outputBuffer what it had before
     * @param beforeCommit what is told
     */
    record Watch(
            CommitHook handles,
            Response response,
            ActionHook hook,
            OutputBuffer outputBuffer,
            Runnable beforeCommit)
            implements ActionHook, OutputBuffer {

        @Override
        public void action(ActionCode code, Object parameter) {
            boolean commits =
                    code == ActionCode.COMMIT
                            || code == ActionCode.CLOSE
                            || code == ActionCode.CLIENT_FLUSH;
            if (commits) {
                tell();
            }
            hook.action(code, parameter);
        }

        @Override
        public int doWrite(ByteBuffer chunk) throws IOException {
            tell();
            return outputBuffer.doWrite(chunk);
        }

        private void tell() {
            if (!response.isCommitted()) {
                beforeCommit.run();
            }
        }

        @Override
        public long getBytesWritten() {
            return outputBuffer.getBytesWritten();
        }

        /** Ends it. */
        void close() {
            handles.hook.set(response, hook);
            handles.outputBuffer.set(response, outputBuffer);
        }
    }

    /** Takes what is written to prove that the hook works. */
    private static final class Nowhere implements OutputBuffer {

        @Override
        public int doWrite(ByteBuffer chunk) {
            return chunk.remaining();
        }

        @Override
        public long getBytesWritten() {
            return 0;
        }
    }
}
