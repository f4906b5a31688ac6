package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The curl lines in the pages beside those of the APIs, which have tests of their own, run one after the other as they stand there: none of
 * them is refused. Skipped where there is no curl, unless {@code TRUNKLINE_INTEROP=required}.
 */
class PagesDocsIT {

    private static final String WAYS =
            """
            smsc:
              - {name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}
              - {name: goip, host: 127.0.0.1, port: 9, system-id: gw, password: x,
                 bank: {rate: 6/m, sims: [{name: sim-1, number: "+46701000001"}, {name: sim-2, number: "+46701000002"}]}}
            routes: [{to: "+", sms: [carrier-a]}]
            """;
    private static final Pattern CURL = Pattern.compile("(?m)^    curl ");

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"inbound", "limits", "modem-banks", "retention", "webhooks"})
    void noCurlLineIsRefused(String page) throws Exception {
        DocumentedCurl.require();
        TestGateway gateway = GATEWAY.get();
        if (page.equals("limits")) { // it speaks of an account that is paused
            gateway.newAccount("shop");
            gateway.http().send("POST", "/accounts/shop/pause", "{\"reason\": \"x\"}");
        }
        List<DocumentedCurl> commands = DocumentedCurl.in(page);
        assertThat(commands).isNotEmpty();
        for (DocumentedCurl command : commands) {
            // a stream has no end of its own
            DocumentedCurl ending = new DocumentedCurl(command.command().replace(" -N ", " -N -m 1 "), "");
            String printed = ending.run(gateway, directory, "-w '\\n%{http_code}'", "");

            assertThat(printed).as("%s%n%s", command.command(), printed).containsPattern("(?m)^2\\d\\d$");
        }
    }

    @Test
    void everyPageWithCurlLinesHasATest() throws Exception {
        try (Stream<Path> pages = Files.list(Path.of("..", "docs"))) {
            assertThat(pages.filter(page -> page.toString().endsWith(".md"))
                            .filter(PagesDocsIT::hasCurl)
                            .map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "inbound.md", "limits.md", "modem-banks.md", "retention.md", "webhooks.md");
        }
    }

    private static boolean hasCurl(Path page) {
        try {
            return CURL.matcher(Files.readString(page)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
