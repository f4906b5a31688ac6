package trunkline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.CommandProcess;

/** {@code demo --once} as a new user runs it. */
class DemoIT {

    private static final int WAV_HEADER_OCTETS = 44;
    private static final int WAV_OCTETS_PER_SECOND = 16_000;

    @TempDir
    private Path directory;

    @Test
    void bothArriveAndTheRecordingIsThere() throws Exception {
        try (CommandProcess demo = CommandProcess.start(
                directory.resolve("log"), List.of("-Djava.io.tmpdir=" + directory), "demo", "--once")) {
            List<String> lines = demo.lines();

            assertThat(demo.exitCode()).as(() -> String.join("\n", lines)).isZero();
            assertThat(lines)
                    .anyMatch(line -> line.contains("at the SMSC: \"This is an sms message.\" for +46736265449"))
                    .anyMatch(line -> line.contains("delivery receipt") && line.endsWith("delivered"))
                    .anyMatch(line -> line.contains("the callee heard 3.") && line.endsWith("0 lost"))
                    .anyMatch(line -> line.matches("call +proof: invited, ringing, answered, rtp-sent, .*played"))
                    .anyMatch(line -> line.matches("prompt +3\\.[0-9]+ s; speech level -19\\.[01] dBm0, was -.*"))
                    .anyMatch(line -> line.matches("prompt +kept as PCMU \\(3.*PCMA \\(3.*G722 \\(.*"))
                    .anyMatch(line -> line.matches(
                            "call +([0-9]{5}) of the prompt's \\1 samples heard bit for bit, then [0-9]+ of silence"))
                    .anyMatch(line -> line.matches("repeat +at the SMSC: .Please confirm. http.*, 9 more to come"))
                    .anyMatch(line -> line.matches("repeat +clicked, 0 more to come"))
                    .anyMatch(line -> line.matches("schedule +scheduled for an hour from now, then cancelled"))
                    .anyMatch(line -> line.matches("events +sms.clicked, sms.cancelled"))
                    .endsWith("both arrived");
            String wav = lines.stream()
                    .filter(line -> line.endsWith(".wav"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow();
            assertThat((Files.size(Path.of(wav)) - WAV_HEADER_OCTETS) / WAV_OCTETS_PER_SECOND)
                    .isEqualTo(3);
        }
    }
}
