package trunkline.gateway.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import trunkline.gateway.SippFarm;
import trunkline.gateway.simulator.CalleeGuise;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.profile.ProfileCatalog;
import trunkline.sip.simulator.CalleeAuth;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/** {@code trunk doctor} at trunks that SIPp plays, at the simulated callee, and where nobody is. */
@Timeout(value = 120, unit = SECONDS)
class TrunkDoctorIT {

    private static final String TO = "--to=+46736265449";

    @TempDir
    private Path directory;

    private int exit;

    /** What was found of a trunk with these keys, by step: {@code verdict: seen; change}. */
    private Map<String, String> visit(String proxy, String keys, String... more) throws Exception {
        Path file = directory.resolve("gateway.yaml");
        Files.writeString(file, "trunks: [{name: pbx, proxy: \"" + proxy + "\"" + keys + "}]\n");
        StringWriter out = new StringWriter();
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(new StringWriter(), true));
        List<String> arguments =
                new ArrayList<>(List.of("trunk", "doctor", "pbx", "-c", file.toString(), "--json", "--play=200ms"));
        arguments.addAll(List.of(more));
        exit = Main.run(line, arguments.toArray(String[]::new));
        Map<String, String> found = new HashMap<>();
        for (JsonNode one : new ObjectMapper().readTree(out.toString()).get("findings")) {
            found.put(
                    one.get("step").asText(),
                    one.get("verdict").asText() + ": " + one.get("seen").asText() + "; "
                            + one.path("change").asText());
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uas-answer   | codec     | ok: PCMU, of PCMA, PCMU offered",
                "uas-alaw     | telephone-event | warning: not agreed",
                "uas-auth-401 | challenge | ok: challenged with MD5 for realm trunk.example, answered with MD5",
                "uas-100rel   | prack     | ok: 100rel asked for by the trunk, PRACK sent and taken in",
                "uas-busy     | answer    | warning: busy: 486 Busy Here"
            })
    void aTrunkOfSippIsSeenAsItIs(String scenario, String step, String seen) throws Exception {
        try (SippFarm farm = SippFarm.start(directory, scenario, 9)) {
            Map<String, String> found = visit(farm.proxy(), ", username: alice, password: secret", TO);

            assertThat(found.get(step)).as(found.toString()).startsWith(seen);
            assertThat(found.get("options")).startsWith("ok: 200 OK in ");
            assertThat(exit).isZero();
            if (!scenario.equals("uas-busy")) {
                assertThat(found.get("audio-sent")).matches("ok: \\d+ packets sent to 127\\.0\\.0\\.1:\\d+; .*");
                assertThat(found.get("end")).startsWith("ok: we hung up after ").contains("BYE answered 200");
            }
        }
    }

    private RecordingCallee callee(CalleeSettings settings) throws Exception {
        RecordingCallee callee = new RecordingCallee(
                settings, InetAddress.getLoopbackAddress(), directory.resolve("recordings"), heard -> {});
        callee.behave(CalleeBehaviour.answersAfter(Duration.ofMillis(50)));
        callee.start();
        return callee;
    }

    private static String at(RecordingCallee callee) {
        return "127.0.0.1:" + callee.localAddress().getPort();
    }

    @Test
    void theSimulatedCalleeIsWell() throws Exception {
        try (RecordingCallee callee = callee(CalleeSettings.on("127.0.0.1"))) {
            Map<String, String> found = visit(at(callee), "", TO, "--key=100ms");

            assertThat(found.get("ringing")).startsWith("ok: 180 Ringing after ");
            assertThat(found.get("codec")).startsWith("ok: PCMA");
            assertThat(found.get("audio-heard")).startsWith("warning: no audio came");
            assertThat(found.get("key")).startsWith("wrong: none came");
            assertThat(exit).isEqualTo(1);
        }
    }

    @Test
    void aWrongPasswordIsFoundOut() throws Exception {
        try (RecordingCallee callee = callee(CalleeSettings.on("127.0.0.1")
                .withAuth(CalleeAuth.unauthorized("alice", "secret").with(List.of("SHA-256", "MD5"), "auth")))) {
            Map<String, String> found = visit(at(callee), ", username: alice, password: wrong", TO);

            assertThat(found.get("challenge"))
                    .startsWith("wrong: challenged with SHA-256, MD5 for realm callee.example, answered with SHA-256")
                    .contains("`username`, `password-file`");
            assertThat(exit).isEqualTo(1);
        }
    }

    @Test
    void aTrunkThatWantsNumbersWrittenOtherwiseIsFoundOut() throws Exception {
        try (RecordingCallee callee = callee(CalleeSettings.on("127.0.0.1")
                .withDemands(CalleeGuise.demands(ProfileCatalog.shipped().trunk("vonage-sip"))))) {
            Map<String, String> found = visit(at(callee), "", TO);

            assertThat(found.get("answer"))
                    .startsWith("wrong: ")
                    .contains("403 Caller Invalid")
                    .contains("numbers: {calling: digits}");
            assertThat(exit).isEqualTo(1);
        }
    }

    @Test
    void whereNobodyListensItSaysSo() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = free.getLocalPort();
        }

        Map<String, String> found = visit("127.0.0.1:" + port, ", options-every: 30s", TO, "--wait=200ms");

        assertThat(found.get("options")).startsWith("wrong: not answered within 200 ms");
        assertThat(found.get("answer")).startsWith("wrong: nothing came in answer to the INVITE");
        assertThat(found).doesNotContainKeys("codec", "audio-sent", "end");
        assertThat(exit).isEqualTo(1);
    }
}
