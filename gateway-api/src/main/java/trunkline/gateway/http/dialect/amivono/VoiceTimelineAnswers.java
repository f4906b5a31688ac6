package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.http.Json;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Timeline;

/** The way of a voice message in the order in which it went: every SIP message of every call, and what happened between. */
final class VoiceTimelineAnswers {

    private VoiceTimelineAnswers() {}

    static ObjectNode toJson(Timeline timeline) {
        MessageReport report = timeline.report();
        OutboundMessage message = report.message();
        ObjectNode json = Json.object();
        json.put("id", message.id().text());
        json.put("status", report.progress().state().label());
        if (report.progress().reason() != null) {
            json.put("reason", report.progress().reason());
        }
        json.put("created_at", Timestamps.micros(message.createdAtMicros()));
        json.put("updated_at", Timestamps.micros(report.progress().updatedAtMicros()));
        ArrayNode steps = json.putArray("steps");
        timeline.steps().forEach(step -> steps.addObject()
                .put("at", Timestamps.micros(step.atMicros()))
                .put("event", step.step().kind().label())
                .put("detail", step.step().detail()));
        ArrayNode calls = json.putArray("calls");
        timeline.calls().forEach(call -> calls.add(call(call)));
        return json;
    }

    private static ObjectNode call(CallTrace call) {
        ObjectNode json = Json.object();
        json.put("trunk", call.trunk());
        json.put("call_id", call.callId());
        ArrayNode events = json.putArray("events");
        for (CallTrace.Entry entry : call.entries()) {
            ObjectNode event = events.addObject().put("at", Timestamps.micros(entry.atMicros()));
            switch (entry.kind()) {
                case NOTE -> event.put("event", "note").put("text", entry.text());
                case SENT, RECEIVED -> {
                    event.put("event", entry.kind() == CallTrace.Kind.SENT ? "sent" : "received")
                            .put("peer", entry.peer())
                            .put("message", entry.firstLine());
                    ArrayNode lines = event.putArray("sip");
                    entry.text().lines().forEach(lines::add);
                }
            }
        }
        json.put("events_left_out", call.left());
        return json;
    }
}
