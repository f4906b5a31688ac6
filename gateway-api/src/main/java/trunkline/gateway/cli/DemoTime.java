package trunkline.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import trunkline.smpp.simulator.SimulatorListener;

/** What waits for a time, or a click: a repeat that a click ends, a schedule that is taken back, and the events of both. */
final class DemoTime {

    private static final String REPEATED =
            """
            {"from": "+46736265400", "to": "+46736265449", "message": "Please confirm.", "repeat": 10, "repeat_interval": 5}""";

    private static final String SCHEDULED =
            """
            {"from": "+46736265400", "to": "+46736265449", "message": "Later.", "send_at": "%s"}""";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AHEAD = Duration.ofHours(1);

    private DemoTime() {}

    /** Shows them; false if something did not happen as it should. */
    static boolean show(PrintWriter out, DemoStage stage, DemoClient client, Instant now)
            throws IOException, InterruptedException {
        DemoEvents events = client.events(List.of("sms.clicked", "sms.cancelled"), PATIENCE);
        boolean repeated = repeat(out, stage, client);
        boolean scheduled = schedule(out, client, now);
        List<String> told = events.await(2, PATIENCE);
        out.printf("events    %s%n", String.join(", ", told));
        return repeated && scheduled && told.size() == 2;
    }

    private static boolean repeat(PrintWriter out, DemoStage stage, DemoClient client)
            throws IOException, InterruptedException {
        JsonNode asked = client.send("POST", "/messages/sms", REPEATED.getBytes(StandardCharsets.UTF_8));
        SimulatorListener.ReceivedMessage heard = stage.nextMessage(PATIENCE);
        if (heard == null) {
            out.printf("repeat    did not reach the SMSC within %d s%n", PATIENCE.toSeconds());
            return false;
        }
        out.printf(
                "repeat    at the SMSC: \"%s\", %d more to come%n",
                heard.text(), asked.path("repeat").asInt());
        client.click(heard.text().substring(heard.text().lastIndexOf('/')));
        JsonNode message =
                client.send("GET", "/messages/sms/" + asked.path("id").asText(), new byte[0]);
        out.printf(
                "repeat    %s, %d more to come%n",
                message.path("repeat_ended").asText("goes on"),
                message.path("repeat").asInt());
        return message.path("repeat_ended").asText().equals("clicked");
    }

    private static boolean schedule(PrintWriter out, DemoClient client, Instant now)
            throws IOException, InterruptedException {
        String id = client.accept("/messages/sms", SCHEDULED.formatted(now.plus(AHEAD)));
        String path = "/messages/sms/" + id;
        String before = client.send("GET", path, new byte[0]).path("status").asText();
        client.delete(path);
        String after = client.send("GET", path, new byte[0]).path("status").asText();
        out.printf("schedule  %s for an hour from now, then %s%n", before, after);
        return after.equals("cancelled");
    }
}
