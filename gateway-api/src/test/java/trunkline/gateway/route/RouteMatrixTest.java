package trunkline.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.profile.ProfileCatalog;

/** Two hundred messages, each with the way and the row that it must get. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteMatrixTest {

    private static final Pattern SMSC = Pattern.compile("carrier-[a-z]+");

    private Routing routing = routing(List.of());

    @BeforeAll
    void readTable() throws Exception {
        String routes = text("route-matrix.yaml");
        String smsc = new TreeSet<>(
                        SMSC.matcher(routes).results().map(MatchResult::group).toList())
                .stream()
                        .map(name -> "  - {name: " + name + ", host: h, system-id: gw}\n")
                        .collect(Collectors.joining());
        String yaml = "smsc:\n" + smsc + "trunks: [{name: pbx, proxy: h}, {name: pstn, proxy: h}]\n" + routes;
        ConfigFile file = ConfigFile.parse("matrix", yaml, Path.of(""), ProfileCatalog.shipped());
        routing = routing(file.config().routes());
    }

    private static Routing routing(List<Route> routes) {
        return new Routing(new RouteTable(routes, PhoneNumbers::country), WayHealth.UNKNOWN, () -> 0);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aMessageGoesTheWayThatIsWrittenForIt(String line) {
        String[] fields = line.split(" ", -1);
        RouteQuery query = new RouteQuery(
                MessageClass.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                new PhoneNumber(fields[0]),
                new Sender(fields[2]),
                fields[3],
                Instant.parse(fields[4]));

        Routing.Explanation explained = routing.explain(query);

        assertThat(Objects.requireNonNullElse(routing.way(query), "-")).isEqualTo(fields[5]);
        assertThat(explained.route() == null ? "-" : explained.route().name()).isEqualTo(fields[6]);
        assertThat(explained.rows())
                .as("one row is taken, and each other one says why not")
                .filteredOn(row -> row.whyNot() == null)
                .hasSize(explained.route() == null ? 0 : 1);
    }

    @Test
    void thereAreTwoHundredAndEveryRowIsTakenBySome() throws Exception {
        List<String> rows = new ArrayList<>();
        for (String line : lines()) {
            rows.add(line.substring(line.lastIndexOf(' ') + 1));
        }
        assertThat(rows).hasSizeGreaterThanOrEqualTo(200);
        List<String> names = Pattern.compile("name: ([a-z0-9-]+), (?:to|matches|country)")
                .matcher(text("route-matrix.yaml"))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(names).hasSize(15);
        assertThat(rows).containsAll(names);
    }

    static List<String> lines() throws IOException {
        return text("route-matrix.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(RouteMatrixTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
