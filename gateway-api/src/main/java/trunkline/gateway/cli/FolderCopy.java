package trunkline.gateway.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies the files of a folder, each of which is written once and may be removed at any time. */
final class FolderCopy {

    private final Path from;
    private final Path to;

    FolderCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /** Copies what is not there yet, or was not whole when it was copied before; how many files. */
    int copyNew() throws IOException {
        if (!Files.isDirectory(from)) {
            return 0;
        }
        Files.createDirectories(to);
        int copied = 0;
        for (Path file : files()) {
            copied += copy(file, to.resolve(file.getFileName().toString())) ? 1 : 0;
        }
        Partial.sync(to);
        return copied;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean copy(Path file, Path target) throws IOException {
        try {
            if (Files.exists(target) && Files.size(target) == Files.size(file)) {
                return false;
            }
            // with its time: the age of a prompt decides whether it may be swept
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            return false; // nobody needs it any more
        }
        try (FileChannel copy = FileChannel.open(target, StandardOpenOption.WRITE)) {
            copy.force(true);
        }
        return true;
    }
}
