package io.github.tomcatdynamodb.it.harness.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far a node's clock is from the true time, in milliseconds: one number in a file that the test
 * and the node have both in their memory, so that a change is seen at once and reading costs
 * nothing.
 */
public final class ClockFile {
    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final ByteBuffer memory;

    /** Opens a file, which is made if there is none. */
    public ClockFile(Path file) {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the milliseconds that the clock is ahead; negative when it is behind. */
    public long offset() {
        return (long) LONG.getVolatile(memory, 0);
    }

    /** Stores the milliseconds that the clock is ahead; negative when it is behind. */
    public void setOffset(long millis) {
        LONG.setVolatile(memory, 0, millis);
    }
}
