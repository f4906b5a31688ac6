package trunkline.gateway.http.dialect.amivono;

import java.util.Locale;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.call.CallTrace.Entry;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Timeline;

/** The calls of a voice message as arrows between two lines, for people. */
final class Ladder {

    private static final int WIDTH = 56;
    private static final double MICROS_PER_SECOND = 1e6;

    private final StringBuilder text = new StringBuilder();

    private Ladder() {}

    static String of(Timeline timeline) {
        Ladder ladder = new Ladder();
        ladder.head(timeline.report());
        timeline.steps().forEach(ladder::step);
        timeline.calls().forEach(ladder::call);
        return ladder.text.toString();
    }

    private void head(MessageReport report) {
        line(
                "voice message %s to %s",
                report.message().id().text(), report.message().request().to().e164());
        String reason = report.progress().reason();
        line(
                "%s at %s%s",
                report.progress().state().label(),
                Timestamps.micros(report.progress().updatedAtMicros()),
                reason == null ? "" : ": " + reason);
    }

    private void step(Timeline.TimedStep timed) {
        String detail = timed.step().detail();
        line(
                "%s at %s%s",
                timed.step().kind().label(), Timestamps.micros(timed.atMicros()), detail == null ? "" : ": " + detail);
    }

    private void call(CallTrace call) {
        line("");
        line("trunk %s, Call-ID %s", call.trunk(), call.callId());
        long began = call.entries().isEmpty() ? 0 : call.entries().get(0).atMicros();
        String peer = "";
        for (Entry entry : call.entries()) {
            if (!entry.peer().isEmpty() && !entry.peer().equals(peer)) {
                peer = entry.peer();
                line("%12s  %-" + (WIDTH - peer.length() + 2) + "s%s", "", "gateway", peer);
            }
            line("%10.3f s  %s", (entry.atMicros() - began) / MICROS_PER_SECOND, rung(entry));
        }
        if (call.left() > 0) {
            line("%d more did not fit", call.left());
        }
    }

    private static String rung(Entry entry) {
        return switch (entry.kind()) {
            case NOTE -> "|  " + entry.text();
            case SENT -> "|--- " + shaft(entry) + ">|";
            case RECEIVED -> "|<-- " + shaft(entry) + "-|";
        };
    }

    private static String shaft(Entry entry) {
        String label = entry.firstLine().replaceFirst("^SIP/2.0 ", "").replaceFirst(" SIP/2.0$", "");
        String cut = label.length() > WIDTH - 8 ? label.substring(0, WIDTH - 9) + "…" : label;
        return cut + " " + "-".repeat(WIDTH - 6 - cut.length());
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
