package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.DueCall;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.Move;

/**
 * Voice messages that leave a trunk for another one: all that wait while it is down, and each whose call it did not take.
 * What rang or was answered never does.
 *
 * <p>A message is taken out of what waits first, and its move is committed; only then is the other trunk told. So at any instant
 * one trunk has it. Confined to the executor of the link.
 */
final class CallDepartures {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallDepartures.class);
    /** Messages of one commit. */
    private static final int AT_ONCE = 1_000;

    private final VoiceLink link;
    private final MessageStore store;
    private final Failover failover;
    private final Clocks clocks;
    private final DueCalls due;
    private final CallBacklog backlog;
    private final CallFigures figures;
    /** Those whose moves are being committed, as many as {@link #AT_ONCE}. */
    private final Set<Long> leaving = new HashSet<>();

    CallDepartures(
            VoiceLink link,
            MessageStore store,
            Failover failover,
            Clocks clocks,
            DueCalls due,
            CallBacklog backlog,
            CallFigures figures) {
        this.link = link;
        this.store = store;
        this.failover = failover;
        this.clocks = clocks;
        this.due = due;
        this.backlog = backlog;
        this.figures = figures;
    }

    /** Has messages leave if the trunk is down, as many as have another one. */
    void look() {
        String why = failover.whyDown(link.name());
        if (why == null || !leaving.isEmpty()) {
            return;
        }
        Map<Long, String> detours = new HashMap<>();
        List<OutboundMessage> all = new ArrayList<>();
        for (DueCall call : due.takeOut(AT_ONCE, call -> leaves(call.message(), detours))) {
            all.add(call.message());
        }
        List<OutboundMessage> untried = backlog.takeOut(AT_ONCE - all.size(), message -> leaves(message, detours));
        all.addAll(untried);
        if (all.isEmpty()) {
            return;
        }
        List<Move> moves = all.stream()
                .map(message -> move(message, String.valueOf(detours.get(message.key())), "it is down: " + why))
                .toList();
        all.forEach(message -> leaving.add(message.key()));
        Replies.on(
                store.claimCalls(link.name(), new CallClaims(List.of(), List.of(), moves, backlog.settledUpTo())),
                link.executor(),
                late -> onMoved(untried, moves),
                failure -> onNotMoved(untried, failure));
    }

    private boolean leaves(OutboundMessage message, Map<Long, String> detours) {
        String detour = clocks.nowMicros() >= message.expiresAtMicros()
                ? null
                : failover.detour(message, link.name(), FailoverCause.DOWN, 0);
        if (detour != null) {
            detours.put(message.key(), detour);
        }
        return detour != null;
    }

    private Move move(OutboundMessage message, String to, String why) {
        return new Move(
                message.key(), to, clocks.nowMicros(), "given to " + to + " by " + link.name() + ", since " + why);
    }

    private void onMoved(List<OutboundMessage> untried, List<Move> moves) {
        leaving.clear();
        untried.forEach(message -> backlog.settled(message.key()));
        tell(moves);
        due.read();
        look();
    }

    /** What was due stays so in the store. */
    private void onNotMoved(List<OutboundMessage> untried, Throwable failure) {
        leaving.clear();
        LOGGER.atError()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("voice messages not given to other trunks, will try again");
        backlog.putBack(untried);
    }

    /** Whether the move of a message is being committed. */
    boolean isLeaving(long key) {
        return leaving.contains(key);
    }

    /** How a message leaves whose call has ended; empty if it stays. */
    CompletableFuture<Optional<Move>> after(CallEnd end, OutboundMessage message, int attempts) {
        FailoverCause cause = cause(end);
        if (cause == null || clocks.nowMicros() >= message.expiresAtMicros()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String reason = end.reason() == null ? "" : ": " + end.reason();
        String why = "it " + (cause == FailoverCause.REFUSED ? "refused the call" : "is in trouble") + reason;
        return failover.find(message, link.name(), cause, attempts)
                .thenApply(detour -> detour.map(to -> move(message, to, why)));
    }

    private static @Nullable FailoverCause cause(CallEnd end) {
        CallReport report = end.report();
        if (report != null
                && (report.times().ringingAtMicros() != 0 || report.times().answeredAtMicros() != 0)) {
            return null;
        }
        return switch (end.hope()) {
            case TROUBLE -> FailoverCause.TEMPORARY;
            case REFUSED -> FailoverCause.REFUSED;
            case NONE, BUSY, NO_ANSWER -> null;
        };
    }

    /** These moves are committed. */
    void tell(List<Move> moves) {
        figures.moved.add(moves.size());
        failover.moved(moves.stream().map(Move::to).collect(Collectors.toSet()));
    }
}
