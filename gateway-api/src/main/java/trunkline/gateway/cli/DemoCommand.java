package trunkline.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.storage.StoreUnusableException;
import trunkline.smpp.simulator.SimulatorListener;

/** {@code demo}: a gateway, an SMSC and a callee in one process; one SMS and one voice message through the real API. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Start a gateway with a simulated SMSC and a simulated callee, and send one SMS and one voice message.")
final class DemoCommand implements Callable<Integer> {

    private static final String SMS =
            """
            {"from": "+46736265400", "to": "+46736265449", "message": "This is an sms message."}""";

    private static final String VOICE =
            """
            {"from": "+46736265400", "to": "+46736265449", "file": "hello.mp3"}""";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double MILLIS_PER_SECOND = 1_000.0;

    @Option(
            names = "--once",
            description = "End when both have arrived: exit code 0 only if they have, and the rest went as it should.")
    private boolean once;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InvalidConfigException, StoreUnusableException, InterruptedException {
        System.setProperty(
                "trunkline.log", "WARN"); // the demo tells what happens; logback.xml reads it with the first event
        PrintWriter out = spec.commandLine().getOut();
        Path directory = Files.createTempDirectory("trunkline-demo-");
        try (DemoStage stage = DemoStage.set(directory, once ? 0 : DemoStage.HTTP_PORT)) {
            out.printf("gateway   %s, its store and recordings in %s%n", stage.url(), directory);
            DemoClient client = stage.client();
            DemoPrompt.upload(out, client);
            String sms = client.accept("/messages/sms", SMS);
            out.printf("accepted  SMS           %s%n", sms);
            String voice = client.accept("/messages/voice", VOICE);
            out.printf("accepted  voice message %s%n", voice);
            boolean smsArrived = smsArrived(out, stage, client, sms);
            boolean voiceArrived = voiceArrived(out, stage, client, voice);
            boolean timed =
                    DemoTime.show(out, stage, client, InstantSource.system().instant());
            boolean arrived = smsArrived && voiceArrived && timed;
            out.println(smsArrived && voiceArrived ? "both arrived" : "NOT both arrived");
            if (once) {
                return arrived ? Main.DONE : Main.FAILED;
            }
            out.printf("the gateway stays up; the key of its account is %s%n", stage.key());
            out.printf("try       curl -u demo:%s -d '%s' %s/messages/sms%n", stage.key(), SMS, stage.url());
            Forever.sleep();
            return Main.DONE;
        }
    }

    private static boolean smsArrived(PrintWriter out, DemoStage stage, DemoClient client, String id)
            throws IOException, InterruptedException {
        SimulatorListener.ReceivedMessage heard = stage.nextMessage(PATIENCE);
        if (heard == null) {
            out.printf("SMS       did not reach the SMSC within %d s%n", PATIENCE.toSeconds());
            return false;
        }
        out.printf(
                "SMS       at the SMSC: \"%s\" for %s, in %d segment%s, data_coding %d%n",
                heard.text(),
                SimulateSmscCommand.shown(heard.to()),
                heard.segments(),
                heard.segments() == 1 ? "" : "s",
                heard.dataCoding());
        JsonNode message = client.awaitFinal("/messages/sms/" + id, PATIENCE);
        String status = message.path("status").asText();
        out.printf(
                "SMS       delivery receipt came for the SMSC's id %s: %s%n",
                message.path("segments").path(0).path("smsc_message_id").asText(), status);
        return status.equals("delivered");
    }

    private static boolean voiceArrived(PrintWriter out, DemoStage stage, DemoClient client, String id)
            throws IOException, InterruptedException {
        HeardCall heard = stage.nextCall(PATIENCE);
        if (heard == null) {
            out.printf("call      did not reach the callee within %d s%n", PATIENCE.toSeconds());
            return false;
        }
        out.printf(
                "call      the callee heard %.2f s in %d RTP packets, %d lost%n",
                heard.report().audio().toMillis() / MILLIS_PER_SECOND,
                heard.report().packets(),
                heard.report().lost());
        out.printf("call      what it heard: %s%n", heard.wav());
        JsonNode message = client.awaitFinal("/messages/voice/" + id, PATIENCE);
        String status = message.path("status").asText();
        out.printf(
                "call      %s %s of %s s%n",
                status,
                message.path("call").path("played_seconds").asText(),
                message.path("call").path("prompt_seconds").asText());
        List<String> proof = new ArrayList<>();
        message.at("/call/proof").forEach(grade -> proof.add(grade.asText()));
        out.printf("call      proof: %s%n", String.join(", ", proof));
        JsonNode sent = message.at("/call/audio/sent");
        out.printf(
                "call      %s, each packet within %s ms of its time, 99 %% within %s ms%n",
                message.at("/call/audio/codec").asText(),
                sent.path("deviation_max_ms").asText(),
                sent.path("deviation_p99_ms").asText());
        if (message.has("reason")) {
            out.printf("call      %s%n", message.path("reason").asText());
        }
        return DemoPrompt.heard(out, client, heard.wav()) && status.equals("played");
    }
}
