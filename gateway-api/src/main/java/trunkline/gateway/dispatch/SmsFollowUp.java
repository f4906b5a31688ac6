package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import trunkline.gateway.store.Move;

/**
 * What follows from the results of the segments of one way.
 *
 * <pre>
 *   result --> decided on, with those of its message --> committed --> releasePermit
 *                                                            |
 *                                                            +--> sent again | rests on disk | goes another way | done
 * </pre>
 *
 * <p>Confined to the executor of the link.
 */
final class SmsFollowUp {

    private final SmsWay way;
    private final OpenSms open;
    private final SendRules rules;
    private final AmbiguityRule ambiguity;
    private final Departures departures;
    private final Runnable onCommitted;
    private final SubmitResults results;
    private final Decisions decisions;
    private final LateResults late;

    /**
     * @param ambiguity what to do with segments that were sent and not answered
     * @param onCommitted run when permits have come back
     */
    SmsFollowUp(
            SmsWay way,
            OpenSms open,
            SendRules rules,
            AmbiguityRule ambiguity,
            Departures departures,
            Runnable onCommitted) {
        this.way = way;
        this.open = open;
        this.rules = rules;
        this.ambiguity = ambiguity;
        this.departures = departures;
        this.onCommitted = onCommitted;
        this.results = new SubmitResults(way.link(), way.store(), this::retryAtMicros, this::onCommitted);
        this.decisions = new Decisions(departures, results, this::retryAtMicros);
        this.late = new LateResults(way.link(), way.store());
    }

    /** A submitted segment has its result. */
    void onResult(SegmentKey segment, SmsResult result) {
        Outgoing outgoing = open.claimed(segment.message());
        way.figures().count(result);
        way.figures().responseTime.record(way.clocks().nowNanos() - outgoing.sentAtNanos());
        if (result instanceof SmsResult.Submitted) {
            rules.watch().submitted(outgoing.message(), way.link().name());
        }
        decisions.onResult(outgoing, segment.number(), result);
    }

    /** The response came to a segment that was given up as unanswered. */
    void onLateResult(SegmentKey segment, SmsResult result) {
        way.figures().late.increment();
        Outgoing outgoing = open.find(segment.message());
        if (outgoing != null && result instanceof SmsResult.Submitted) {
            outgoing.taken(segment.number());
            decisions.onLate(outgoing, segment.number(), result);
        }
        late.record(segment, result, outgoing);
    }

    /** So many segments that were claimed are not submitted. */
    void onNotSubmitted(Outgoing outgoing, int segments) {
        outgoing.answered(segments);
        decisions.settle(outgoing);
        open.resolved(outgoing, segments);
    }

    /** Writes what has been decided, if anything. */
    void flush() {
        results.flush();
    }

    /** When a message is to be tried again that cannot be sent now. */
    private long retryAtMicros(SubmitResults.Entry entry) {
        long now = way.clocks().nowMicros();
        long rest = rules.delays().afterMicros(entry.outgoing().attempts());
        return entry.result() instanceof SmsResult.Unanswered
                ? ambiguity.againAtMicros(entry.outgoing().message(), now, rest)
                : now + rest;
    }

    private void onCommitted(List<SubmitResults.Entry> batch) {
        List<Move> moves = new ArrayList<>();
        for (SubmitResults.Entry entry : batch) {
            Outgoing outgoing = entry.outgoing();
            way.backlog().settled(outgoing.message().key());
            way.link().releasePermit(entry.result().exchange().bind());
            switch (entry.next()) {
                case NOTHING -> {}
                case SEND_AGAIN, SLOW_DOWN -> {
                    outgoing.resend(entry.segment(), false);
                    way.queue().again(outgoing);
                }
                case RETRY_LATER, GIVE_UP -> outgoing.rest();
                case LEAVE -> {
                    outgoing.rest();
                    SubmitResults.addMove(entry, moves);
                }
            }
            open.resolved(outgoing, 1);
        }
        departures.tell(moves);
        onCommitted.run();
    }
}
