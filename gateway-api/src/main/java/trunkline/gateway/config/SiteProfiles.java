package trunkline.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import trunkline.profile.InvalidProfileException;
import trunkline.profile.ProfileCatalog;

/** The section {@code profiles}: where the operator's own profiles lie. */
final class SiteProfiles {

    private static final String DIRECTORY = "profiles.d";

    private SiteProfiles() {}

    /** The shipped profiles and the operator's own; without those, if something is wrong with them. */
    static ProfileCatalog read(Section section, Path base, ProfileCatalog shipped) {
        String directory = section.text("directory", DIRECTORY);
        section.end();
        Path path = base.resolve(directory);
        if (directory.equals(DIRECTORY) && Files.notExists(path)) {
            return shipped;
        }
        try {
            return shipped.withSite(path);
        } catch (IOException e) {
            section.wrong("directory", "cannot be read: " + e);
        } catch (InvalidProfileException e) {
            e.problems().forEach(section.reading()::problem);
        }
        return shipped;
    }
}
