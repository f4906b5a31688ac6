package trunkline.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's voice file: what became of it at upload, and whether the callee heard it bit for bit. */
final class DemoPrompt {

    static final String NAME = "hello.mp3";

    private static final String PATH = "/voice-files/" + NAME;
    private static final int WAV_HEADER = 44;
    /** What an A-law decoder gives for the silence that fills the last packet. */
    private static final int SILENCE = 8;

    private DemoPrompt() {}

    static void upload(PrintWriter out, DemoClient client) throws IOException, InterruptedException {
        try (InputStream mp3 = Main.class.getResourceAsStream("demo.mp3")) {
            JsonNode file = client.send("PUT", PATH, mp3 == null ? new byte[0] : mp3.readAllBytes());
            JsonNode report = file.path("report");
            JsonNode source = report.path("source");
            out.printf(
                    "uploaded  %s: %s, %s Hz, %s channel%s, %s s%n",
                    NAME,
                    source.path("format").asText(),
                    source.path("sample_rate").asText(),
                    source.path("channels").asText(),
                    source.path("channels").asInt() == 1 ? "" : "s",
                    source.path("duration_seconds").asText());
            out.printf(
                    "prompt    %s s; speech level %s dBm0, was %s; silence cut: %s s before, %s s after; clipped samples: %s%n",
                    file.path("duration_seconds").asText(),
                    report.at("/speech_level_dbm0/after").asText(),
                    report.at("/speech_level_dbm0/before").asText(),
                    report.at("/trimmed_seconds/before").asText(),
                    report.at("/trimmed_seconds/after").asText(),
                    report.path("clipped_samples").asText());
            out.printf("prompt    kept as %s%n", forms(report.path("formats")));
        }
    }

    private static String forms(JsonNode formats) {
        var text = new StringBuilder();
        for (JsonNode form : formats) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(form.path("codec").asText())
                    .append(" (")
                    .append(form.path("snr_db").asText())
                    .append(" dB)");
        }
        return text.toString();
    }

    /** Compares the callee's WAV with the prompt as G.711 decodes it. */
    static boolean heard(PrintWriter out, DemoClient client, Path wav) throws IOException, InterruptedException {
        ShortBuffer heard = samples(Files.readAllBytes(wav));
        ShortBuffer prompt = samples(client.bytes(PATH + "/preview?codec=PCMA"));
        int same = 0;
        while (same < heard.limit() && same < prompt.limit() && heard.get(same) == prompt.get(same)) {
            same++;
        }
        int rest = same;
        while (rest < heard.limit() && heard.get(rest) == SILENCE) {
            rest++;
        }
        boolean all = same == prompt.limit() && rest == heard.limit();
        out.printf(
                "call      %d of the prompt's %d samples heard bit for bit%s%n",
                same, prompt.limit(), all ? ", then " + (rest - same) + " of silence" : ": NOT all of them");
        return all;
    }

    private static ShortBuffer samples(byte[] wav) {
        return ByteBuffer.wrap(wav, WAV_HEADER, wav.length - WAV_HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
    }
}
