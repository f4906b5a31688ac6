package trunkline.gateway.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A file or directory that has another name until it is whole, so that what was cut short is never taken for whole. Only this user may read it,
 * since it says what others have written.
 */
record Partial(Path target, Path partial) {

    private static final String SUFFIX = ".partial";

    /** Bad usage if {@code wanted} is there already, whole or not. */
    static Partial of(CommandSpec spec, String parameter, Path wanted) throws IOException {
        Path target = wanted.toAbsolutePath().normalize();
        Path partial = target.resolveSibling(target.getFileName() + SUFFIX);
        refuseIfThere(spec, parameter, target, "must not exist yet");
        refuseIfThere(spec, parameter, partial, "is being made, or was cut short: remove it if nobody is making it");
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new Partial(target, partial);
    }

    private static void refuseIfThere(CommandSpec spec, String parameter, Path path, String rule) {
        if (Files.exists(path)) {
            throw new ParameterException(spec.commandLine(), "'" + parameter + "' is '" + path + "': " + rule);
        }
    }

    void makeDirectory() throws IOException {
        Files.createDirectory(partial, mine("rwx------"));
    }

    /** To be closed before {@link #isWhole}. */
    FileChannel makeFile() throws IOException {
        return FileChannel.open(
                partial, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine("rw-------"));
    }

    private static FileAttribute<Set<PosixFilePermission>> mine(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** What is in it has been synced: it gets its name, and keeps that over a power cut. */
    void isWhole() throws IOException {
        if (Files.isDirectory(partial)) {
            sync(partial);
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        Path parent = target.getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    /** Syncs the names in a directory. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
