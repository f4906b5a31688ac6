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
        return optional(section, "password");
    }

    /** The content of the file under {@code KEY-file} without the line break at its end; or what is under the key. */
    String optional(Section section, String key) {
        String fileKey = key + "-file";
        boolean hasText = section.has(key);
        if (!section.has(fileKey)) {
            String text = hasText ? section.required(key, "must be a text") : "";
            section.reading().hide(section.pathOf(key));
            return text;
        }
        if (hasText) {
            section.wrong(key, "cannot stand beside " + fileKey);
        }
        String name = section.text(fileKey, "");
        Path file = baseDirectory.resolve(name);
        try {
            if (Files.size(file) > OCTETS_MAX) {
                section.wrong(fileKey, "must be a file of up to " + OCTETS_MAX + " octets");
                return "";
            }
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            section.wrong(fileKey, "cannot be read: " + e);
            return "";
        }
    }
}
