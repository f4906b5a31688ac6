package trunkline.profile.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a YAML file into values with lines, and nothing else: no tags, no Java types. Whatever the file holds, the time
 * and memory it takes are bounded: 1 MiB of text, 50 aliases of lists and mappings, and by {@link YamlNodes} the depth and
 * the number of values.
 */
public final class YamlReader {

    private static final int OCTETS_MAX = 1 << 20;
    private static final int ALIASES_MAX = 50;

    private YamlReader() {}

    /**
     * Reads a file in UTF-8.
     *
     * @param name how errors call it
     * @throws IOException if it cannot be read at all
     */
    public static YamlValue.Mapping read(String name, Path file) throws IOException, BadYamlException {
        byte[] octets;
        try (InputStream in = Files.newInputStream(file)) {
            octets = in.readNBytes(OCTETS_MAX + 1);
        }
        if (octets.length > OCTETS_MAX) {
            throw new BadYamlException(name + ": is not valid YAML: is longer than " + OCTETS_MAX + " octets");
        }
        try {
            return read(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(octets))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new BadYamlException(name + ": is not valid YAML: is not UTF-8");
        }
    }

    /**
     * Reads a text; an empty one is an empty mapping.
     *
     * @param name how errors call it
     */
    public static YamlValue.Mapping read(String name, String text) throws BadYamlException {
        try {
            Node node = new Yaml(options()).compose(new StringReader(text));
            if (node == null) {
                return YamlValue.Mapping.EMPTY;
            }
            if (new YamlNodes().value(node, 0) instanceof YamlValue.Mapping mapping) {
                return mapping;
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new BadYamlException(name + ":" + line + ": is not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new BadYamlException(name + ": is not valid YAML: " + e.getMessage());
        }
        throw new BadYamlException(name + ": must be a mapping of keys to values");
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(OCTETS_MAX);
        options.setMaxAliasesForCollections(ALIASES_MAX);
        options.setNestingDepthLimit(YamlNodes.DEPTH_MAX);
        return options;
    }
}
