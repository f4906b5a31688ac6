package trunkline.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import trunkline.profile.schema.ProfileSchema;
import trunkline.profile.yaml.BadYamlException;
import trunkline.profile.yaml.YamlReader;

/** Where profiles lie. */
final class ProfileFolder {

    private static final String SHIPPED = "/profiles/";
    private static final String ENDING = ".yaml";
    private static final int FILES_MAX = 1_000;

    private final ProfileReader reader;

    ProfileFolder(ProfileSchema schema) {
        this.reader = new ProfileReader(schema);
    }

    /** Those that are shipped, named as the resources are. The schema is asked about them when Trunkline is built. */
    static List<ProfileFile> shipped() {
        List<ProfileFile> files = new ArrayList<>();
        for (String name : resource("index").lines().toList()) {
            try {
                files.add(ProfileReader.readChecked(name, true, YamlReader.read(name, resource(name))));
            } catch (BadYamlException e) {
                throw new IllegalStateException(e);
            }
        }
        return files;
    }

    private static String resource(String name) {
        try (InputStream in = ProfileFolder.class.getResourceAsStream(SHIPPED + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + SHIPPED + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * Those of a directory, in the order of their names.
     *
     * @param problems gets what is no YAML
     * @param findings gets what is no profile
     */
    List<ProfileFile> site(Path directory, List<String> problems, List<Finding> findings) throws IOException {
        List<ProfileFile> files = new ArrayList<>();
        for (Path path : yamlFiles(directory)) {
            String name = directory.getFileName() + "/" + path.getFileName();
            try {
                ProfileFile file = reader.read(name, false, YamlReader.read(name, path), findings);
                if (file != null) {
                    files.add(file);
                }
            } catch (BadYamlException e) {
                problems.add(e.problem());
            }
        }
        return files;
    }

    private static List<Path> yamlFiles(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> found = entries.filter(path -> path.toString().endsWith(ENDING))
                    .sorted()
                    .limit(FILES_MAX + 1L)
                    .toList();
            if (found.size() > FILES_MAX) {
                throw new IOException(directory + " has more than " + FILES_MAX + " profiles");
            }
            return found;
        }
    }
}
