package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped is what docs/third-party.md lists. */
class ThirdPartyIT {

    private static final Path LIST = Path.of("..", "docs", "third-party.md");
    private static final Path SHIPPED = Path.of("target", "lib");
    private static final Pattern OUR_OWN = Pattern.compile("(smpp-bind|sip-ua|media|hardware-profiles)-\\d.*");

    @Test
    void everyJarIsListedAndNothingElse() throws Exception {
        List<String> listed;
        try (Stream<String> lines = Files.lines(LIST)) {
            listed = lines.filter(line -> line.startsWith("| `"))
                    .flatMap(line -> Pattern.compile("`([^`]+)`")
                            .matcher(line.substring(0, line.indexOf('|', 1)))
                            .results())
                    .map(match -> match.group(1))
                    .toList();
        }
        List<String> shipped;
        try (Stream<Path> jars = Files.list(SHIPPED)) {
            shipped = jars.map(jar -> jar.getFileName().toString())
                    .filter(jar -> !OUR_OWN.matcher(jar).matches())
                    .toList();
        }

        assertThat(shipped).isNotEmpty().allMatch(jar -> listed.stream().anyMatch(jar::startsWith));
        assertThat(listed).isNotEmpty().allMatch(name -> shipped.stream().anyMatch(jar -> jar.startsWith(name)));
    }
}
