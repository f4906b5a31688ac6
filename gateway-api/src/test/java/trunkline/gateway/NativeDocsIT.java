package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.cli.Main;

/**
 * The curl lines in the page of the native API, run one after the other as they stand there: none of them is refused. Skipped where
 * there is no curl, unless {@code TRUNKLINE_INTEROP=required}.
 */
class NativeDocsIT {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            trunks: [{name: pbx, proxy: "127.0.0.1:9"}]
            routes: [{to: "+", sms: [carrier-a], voice: [pbx]}]
            """;

    /** These ask an SMSC for a message that it has; here none has it, and the answer says so. */
    private static final List<String> NEED_AN_SMSC = List.of("/query", "/replace");

    @Test
    void noCurlLineIsRefused(@TempDir Path directory) throws Exception {
        DocumentedCurl.require();
        List<DocumentedCurl> commands = DocumentedCurl.in("api/native");
        assertThat(commands).hasSizeGreaterThan(20);
        try (TestGateway gateway = TestGateway.start(directory, WAYS);
                InputStream demo = Main.class.getResourceAsStream("demo.mp3")) {
            byte[] mp3 = demo.readAllBytes();
            Files.write(directory.resolve("emergency.mp3"), mp3);
            for (DocumentedCurl command : commands) {
                upload(gateway, "emergency.mp3", mp3); // the page removes it again
                upload(gateway, "fire.mp3", mp3);
                String printed = inTheFuture(command)
                        .run(gateway, directory, "-w '\\n%{http_code}'", id(gateway, command.command()));

                String status = printed.substring(printed.lastIndexOf('\n') + 1);
                boolean needsAnSmsc = NEED_AN_SMSC.stream().anyMatch(command.command()::contains);
                assertThat(status).as("%s%n%s", command.command(), printed).matches(needsAnSmsc ? "409" : "2..");
            }
        }
    }

    private static void upload(TestGateway gateway, String name, byte[] mp3) throws Exception {
        int status = gateway.http()
                .send("PUT", "/voice-files/" + name, BodyPublishers.ofByteArray(mp3), "Bearer " + gateway.key())
                .statusCode();
        assertThat(status).isBetween(200, 201);
    }

    /** The page has times of the week in which it was written. */
    private static DocumentedCurl inTheFuture(DocumentedCurl command) {
        String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString().substring(0, "2026-12-01".length());
        return new DocumentedCurl(
                command.command().replaceAll("\\d{4}-\\d\\d-\\d\\d(?=T)", tomorrow), command.answer());
    }

    /** A new message of the kind that a command is about, which waits for its time; "" if it is about none. */
    private static String id(TestGateway gateway, String command) throws Exception {
        if (!command.contains("$ID")) {
            return "";
        }
        boolean voice = command.contains("/voice/");
        return gateway.http()
                .accept(
                        voice ? "/messages/voice" : "/messages/sms",
                        "{\"from\": \"+46736265400\", \"to\": \"+46736265449\", %s, \"send_at\": \"%s\"}"
                                .formatted(
                                        voice ? "\"file\": \"fire.mp3\"" : "\"message\": \"x\"",
                                        Instant.now().plus(1, ChronoUnit.DAYS)));
    }
}
