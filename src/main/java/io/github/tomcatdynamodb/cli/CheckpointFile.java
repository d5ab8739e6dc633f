package io.github.tomcatdynamodb.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The file that says how far a migration is. It is there whole or not at all, whenever the process
 * is killed. As long as the migration goes on it holds keys, which are session ids: only its owner
 * may read it.
 *
 * @param path where it is; empty for none
 */
record CheckpointFile(Optional<Path> path) {

    Optional<Checkpoint> read() throws IOException {
        return path.isPresent() && Files.exists(path.get())
                ? Optional.of(Checkpoint.fromJson(Files.readString(path.get())))
                : Optional.empty();
    }

    void write(Checkpoint checkpoint) throws IOException {
        if (path.isEmpty()) {
            return;
        }
        Path target = path.get().toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        createPrivate(temporary);
        try (FileChannel file =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(checkpoint.toJson().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(
                temporary,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void createPrivate(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
        } catch (FileAlreadyExistsException e) {
            // Left behind by a run that was killed: it has the permissions.
        }
    }
}
