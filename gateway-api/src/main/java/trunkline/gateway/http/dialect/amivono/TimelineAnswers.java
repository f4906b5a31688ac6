package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.http.Json;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.Sender;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.Timeline;

/** The way of an SMS in the order in which it went: every PDU, decoded, and every decision in between. */
final class TimelineAnswers {

    /**
     * One line of it.
     *
     * @param rank orders what happened in the same microsecond
     */
    private record Moment(long atMicros, int rank, ObjectNode json) {}

    private final SmsWire wire;
    private final List<Moment> moments = new ArrayList<>();

    private TimelineAnswers(SmsWire wire) {
        this.wire = wire;
    }

    static ObjectNode toJson(Timeline timeline, SmsWire wire) {
        TimelineAnswers answers = new TimelineAnswers(wire);
        answers.readAll(timeline);
        answers.moments.sort(Comparator.comparingLong(Moment::atMicros).thenComparingInt(Moment::rank));
        ObjectNode json = Json.object();
        json.put("id", timeline.report().message().id().text());
        json.put("status", timeline.report().progress().state().label());
        ArrayNode events = json.putArray("events");
        answers.moments.forEach(moment -> events.add(moment.json()));
        return json;
    }

    private void readAll(Timeline timeline) {
        MessageReport report = timeline.report();
        OutboundMessage message = asItLeft(timeline);
        add(message.createdAtMicros(), 0, "accepted")
                .put("way", message.way())
                .put("to", message.request().to().e164());
        int number = 0;
        for (SegmentProgress segment : report.segments()) {
            readSegment(message, ++number, segment);
        }
        timeline.steps().forEach(step -> readStep(message, step));
        timeline.receipts().forEach(this::readReceipt);
        if (report.progress().state().isFinal()) {
            ObjectNode end = add(
                    report.progress().updatedAtMicros(),
                    9,
                    report.progress().state().label());
            if (report.progress().reason() != null) {
                end.put("reason", report.progress().reason());
            }
        }
    }

    /** With the text and the sender that stand in its submit_sm. */
    private static OutboundMessage asItLeft(Timeline timeline) {
        OutboundMessage message = timeline.report().message();
        String sender = null;
        String text = null;
        for (Timeline.TimedStep timed : timeline.steps()) {
            Step step = timed.step();
            sender = step.kind() == Step.Kind.SENDER_CHOSEN ? step.detail() : sender;
            text = step.kind() == Step.Kind.REPLACED && text == null ? step.detail() : text;
        }
        if (sender != null) {
            message = message.as(new Sender(sender));
        }
        return text != null && message.request().content() instanceof Content.Text content
                ? message.with(content.with(text))
                : message;
    }

    /** The exchange that its present state comes from; those before it are steps. */
    private void readSegment(OutboundMessage message, int number, SegmentProgress segment) {
        boolean isTold = segment.state() == SegmentState.PENDING
                || segment.state() == SegmentState.UNANSWERED
                || segment.state() == SegmentState.CLAIMED;
        if (!isTold) {
            readExchange(message, number, segment.exchange(), segment.commandStatus(), segment.smscMessageId());
        }
    }

    private void readExchange(
            OutboundMessage message, int number, Exchange exchange, int commandStatus, @Nullable String smscId) {
        if (exchange.sentAtMicros() == 0) {
            return;
        }
        ObjectNode sent = add(exchange.sentAtMicros(), 1, "submit_sm");
        putWhere(sent, message, number, exchange);
        putLines(sent, wire.submit(message, number, exchange));
        if (exchange.answeredAtMicros() == 0) {
            return;
        }
        ObjectNode answered = add(exchange.answeredAtMicros(), 2, "submit_sm_resp");
        putWhere(answered, message, number, exchange);
        answered.put("command_status", wire.statusName(commandStatus));
        if (smscId != null) {
            answered.put("smsc_message_id", smscId);
        }
        putLines(answered, wire.response(exchange, commandStatus, smscId));
    }

    private static void putWhere(ObjectNode json, OutboundMessage message, int number, Exchange exchange) {
        json.put("segment", number);
        json.put("smsc", message.way());
        json.put("bind", exchange.bind());
        json.put("sequence_number", exchange.sequence());
    }

    private void readStep(OutboundMessage message, Timeline.TimedStep timed) {
        Step step = timed.step();
        boolean late = step.kind() == Step.Kind.LATE_RESPONSE;
        if (!late) {
            readExchange(message, step.segment(), step.exchange(), step.commandStatus(), null);
        }
        ObjectNode json = add(timed.atMicros(), 3, step.kind().label());
        if (step.segment() > 0) {
            json.put("segment", step.segment());
        }
        if (step.attempt() > 0) {
            json.put("attempt", step.attempt());
        }
        if (step.commandStatus() != 0) {
            json.put("command_status", wire.statusName(step.commandStatus()));
        }
        if (step.detail() != null) {
            json.put(labelOfDetail(step.kind()), step.detail());
        }
    }

    private static String labelOfDetail(Step.Kind kind) {
        return switch (kind) {
            case LATE_RESPONSE -> "smsc_message_id";
            case REPLACED -> "text_before";
            case SENDER_CHOSEN -> "sender";
            default -> "decision";
        };
    }

    private void readReceipt(Timeline.Receipt receipt) {
        ObjectNode json = add(receipt.atMicros(), 4, wire.commandName(receipt.pdu()));
        json.put("segment", receipt.segment());
        json.put("bind", receipt.bind());
        json.put(
                "says",
                receipt.state() == SegmentState.SUBMITTED
                        ? "on its way"
                        : receipt.state().label());
        putLines(json, wire.delivery(receipt.pdu()));
    }

    private static void putLines(ObjectNode json, List<String> lines) {
        ArrayNode array = json.putArray("pdu");
        lines.forEach(array::add);
    }

    private ObjectNode add(long atMicros, int rank, String event) {
        ObjectNode json = Json.object();
        json.put("at", Timestamps.micros(atMicros));
        json.put("event", event);
        moments.add(new Moment(atMicros, rank, json));
        return json;
    }
}
