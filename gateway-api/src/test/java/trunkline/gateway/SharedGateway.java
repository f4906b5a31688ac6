package trunkline.gateway;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link TestGateway} for all tests of a class, in a directory that goes with it.
 *
 * <pre>
 *   &#64;RegisterExtension
 *   private static final SharedGateway GATEWAY = new SharedGateway(WAYS);
 * </pre>
 */
public final class SharedGateway implements BeforeAllCallback, AfterAllCallback {

    private final String ways;
    private @Nullable Path directory;
    private @Nullable TestGateway started;

    /** @param ways the sections {@code smsc}, {@code trunks} and {@code routes} */
    public SharedGateway(String ways) {
        this.ways = ways;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path made = Files.createTempDirectory("gateway");
        directory = made;
        started = TestGateway.start(made, ways);
    }

    /** The gateway, once the tests of the class have begun. */
    public TestGateway get() {
        return Objects.requireNonNull(started);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (started != null) {
            started.close();
        }
        if (directory != null) {
            Files.walkFileTree(directory, new Deleting());
        }
    }

    /** SQLite takes files of its own away at about the same time. */
    private static final class Deleting extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (!(failure instanceof NoSuchFileException)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
