package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import trunkline.gateway.http.Json;
import trunkline.gateway.message.Content;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderReport.Rung;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Timeline.TimedStep;

/** What the API says of a ladder: its own state, and each step with the message that it became. */
final class LadderAnswers {

    private LadderAnswers() {}

    static ObjectNode toJson(LadderReport ladder) {
        ObjectNode json = head(ladder);
        if (ladder.clientReference() != null) {
            json.put(PlanFields.REFERENCE, ladder.clientReference());
        }
        json.put("created_at", Timestamps.seconds(ladder.createdAtMicros()));
        json.put("updated_at", Timestamps.seconds(ladder.updatedAtMicros()));
        json.put("next_step_at", Timestamps.seconds(ladder.nextAtMicros()));
        ArrayNode steps = json.putArray(LadderFields.STEPS);
        for (int i = 0; i < ladder.steps().size(); i++) {
            steps.add(step(ladder, i + 1, ladder.steps().get(i)));
        }
        return json;
    }

    private static ObjectNode head(LadderReport ladder) {
        ObjectNode json = Json.object();
        json.put("id", ladder.id().text());
        json.put("status", ladder.state().label());
        json.put("step", ladder.started());
        json.put("reached_by", ladder.reached() == 0 ? null : Integer.valueOf(ladder.reached()));
        return json;
    }

    private static ObjectNode step(LadderReport ladder, int number, Rung rung) {
        LadderStep asked = rung.asked();
        ObjectNode json = Json.object();
        json.put("number", number);
        json.put(LadderFields.TYPE, asked.isVoice() ? "voice" : "sms");
        json.put(LadderFields.UNTIL, asked.goal().label());
        json.put(LadderFields.WAIT, asked.patience().toSeconds());
        MessageReport message = rung.message();
        if (message != null) {
            json.setAll(MessageAnswers.toJson(message));
            return json;
        }
        json.put("status", rung.refused() != null ? "refused" : ladder.isRunning() ? "waiting" : "not-needed");
        if (rung.refused() != null) {
            json.put("reason", rung.refused());
        }
        json.put("from", asked.from().value());
        json.put("to", asked.to().e164());
        if (asked.content() instanceof Content.Voice voice) {
            json.put("file", voice.file());
        } else {
            SmsMembers.putContent(json, (Content.Sms) asked.content());
        }
        return json;
    }

    /** The way of a ladder: what it decided; the timelines of its messages are put beside it. */
    static ObjectNode timeline(LadderReport ladder, List<TimedStep> steps) {
        ObjectNode json = head(ladder);
        ArrayNode events = json.putArray("events");
        event(events, ladder.createdAtMicros(), "accepted");
        for (TimedStep timed : steps) {
            event(events, timed.atMicros(), timed.step().kind().label())
                    .put("decision", timed.step().detail());
        }
        return json;
    }

    private static ObjectNode event(ArrayNode events, long atMicros, String name) {
        return events.addObject().put("at", Timestamps.micros(atMicros)).put("event", name);
    }
}
