package trunkline.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads passwords from files, so that the configuration can be shown to anybody.
 *
 * @param baseDirectory where relative paths begin
 */
record Secrets(Path baseDirectory) {

    private static final long OCTETS_MAX = 4_096;

    /** The content of {@code password-file} without the line break at its end; or {@code password}; or nothing. */
    String password(Section section) {
        boolean hasPassword = section.has("password");
        if (!section.has("password-file")) {
            String password = hasPassword ? section.required("password", "must be a text") : "";
            section.reading().hide(section.pathOf("password"));
            return password;
        }
        if (hasPassword) {
            section.wrong("password", "cannot stand beside password-file");
        }
        String name = section.text("password-file", "");
        Path file = baseDirectory.resolve(name);
        try {
            if (Files.size(file) > OCTETS_MAX) {
                section.wrong("password-file", "must be a file of up to " + OCTETS_MAX + " octets");
                return "";
            }
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            section.wrong("password-file", "cannot be read: " + e);
            return "";
        }
    }
}
