package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.SmsClaims;

/**
 * Messages that leave a way for another one: all that it has while it is down, and single ones that it refused.
 *
 * <p>A message is taken out of the queue first, and its move is committed together with the marks of this way; only then is
 * the other way told. So at any instant one way has it. Confined to the executor of the link.
 */
final class Departures {

    private static final Logger LOGGER = LoggerFactory.getLogger(Departures.class);
    /** Messages of one commit. */
    private static final int AT_ONCE = 1_000;

    private final SmsWay from;
    private final String way;
    private final Failover failover;
    private final Consumer<Outgoing> onGone;
    private boolean committing;

    /** @param onGone told what was tried before, once it is gone */
    Departures(SmsWay from, Failover failover, Consumer<Outgoing> onGone) {
        this.from = from;
        this.way = from.link().name();
        this.failover = failover;
        this.onGone = onGone;
    }

    /** Whether moves are being committed. */
    boolean isCommitting() {
        return committing;
    }

    /** Has messages leave if the way is down, as many as have another one. */
    void look() {
        String why = failover.whyDown(way);
        if (why == null || committing) {
            return;
        }
        Map<Long, String> detours = new HashMap<>();
        List<Outgoing> tried = from.queue().takeOutTried(AT_ONCE, outgoing -> leaves(outgoing, detours));
        List<OutboundMessage> untried = from.queue()
                .takeOutUntried(AT_ONCE - tried.size(), message -> leaves(message, FailoverCause.DOWN, 0, detours));
        if (tried.isEmpty() && untried.isEmpty()) {
            return;
        }
        List<OutboundMessage> leaving = new ArrayList<>(untried);
        tried.forEach(outgoing -> leaving.add(outgoing.message()));
        List<Move> moves = leaving.stream()
                .map(message ->
                        move(message, detours.get(message.key()), from.clocks().nowMicros(), "it is down: " + why))
                .toList();
        committing = true;
        Replies.on(
                from.store()
                        .claimSms(
                                way,
                                SmsClaims.leaving(
                                        moves,
                                        from.backlog().takenUpTo(),
                                        from.backlog().settledUpTo())),
                from.link().executor(),
                late -> onMoved(tried, untried, moves),
                failure -> onNotMoved(tried, untried, failure));
    }

    private boolean leaves(Outgoing outgoing, Map<Long, String> detours) {
        FailoverCause cause = outgoing.isInDoubt() ? FailoverCause.UNANSWERED : FailoverCause.DOWN;
        return leaves(outgoing.message(), cause, 0, detours);
    }

    private boolean leaves(OutboundMessage message, FailoverCause cause, int tries, Map<Long, String> detours) {
        String detour = from.clocks().nowMicros() >= message.expiresAtMicros()
                ? null
                : failover.detour(message, way, cause, tries);
        if (detour != null) {
            detours.put(message.key(), detour);
        }
        return detour != null;
    }

    private Move move(OutboundMessage message, @Nullable String to, long atMicros, String why) {
        return new Move(
                message.key(), String.valueOf(to), atMicros, "given to " + to + " by " + way + ", since " + why);
    }

    private void onMoved(List<Outgoing> tried, List<OutboundMessage> untried, List<Move> moves) {
        committing = false;
        tried.forEach(onGone);
        untried.forEach(message -> from.backlog().settled(message.key()));
        tell(moves);
        look();
    }

    private void onNotMoved(List<Outgoing> tried, List<OutboundMessage> untried, Throwable failure) {
        committing = false;
        LOGGER.atError()
                .addKeyValue("way", way)
                .addKeyValue("cause", failure)
                .log("messages not given to other ways, will try again");
        from.backlog().putBack(untried);
        for (Outgoing outgoing : tried) {
            outgoing.wake();
            from.queue().again(outgoing);
        }
    }

    /**
     * How a message leaves that its SMSC has none of; null if it stays.
     *
     * @param result the worst that became of its segments
     */
    @Nullable
    Move after(Outgoing outgoing, SmsResult result, long againAtMicros) {
        FailoverCause cause = cause(result);
        if (cause == null) {
            return null;
        }
        String to = failover.detour(outgoing.message(), way, cause, outgoing.attempts());
        long at = cause == FailoverCause.UNANSWERED
                ? againAtMicros
                : from.clocks().nowMicros();
        return to == null || at >= outgoing.message().expiresAtMicros()
                ? null
                : move(outgoing.message(), to, at, "the SMSC " + words(cause));
    }

    /** How a message leaves that none of this way's senders can take; null if it stays. */
    @Nullable
    Move unable(OutboundMessage message, String why) {
        String to = failover.detour(message, way, FailoverCause.TEMPORARY, 0);
        return to == null ? null : move(message, to, from.clocks().nowMicros(), why);
    }

    /** Of the results of a message, the one that weighs most decides: first what is in doubt, then what is final. */
    static boolean outweighs(SmsResult one, SmsResult other) {
        FailoverCause cause = cause(one);
        FailoverCause beside = cause(other);
        return cause != null && (beside == null || cause.compareTo(beside) > 0);
    }

    /** Why a message with this result may leave; null if the result is no reason. */
    static @Nullable FailoverCause cause(SmsResult result) {
        if (result instanceof SmsResult.Refused refused) {
            return switch (refused.verdict()) {
                case SLOW_DOWN -> null;
                case RETRY_LATER -> FailoverCause.TEMPORARY;
                case FINAL -> FailoverCause.REFUSED;
            };
        }
        return result instanceof SmsResult.Unanswered ? FailoverCause.UNANSWERED : null;
    }

    private static String words(FailoverCause cause) {
        return switch (cause) {
            case DOWN -> "is down";
            case TEMPORARY -> "refused it for now";
            case REFUSED -> "refused it";
            case UNANSWERED -> "did not answer";
        };
    }

    /** These moves are committed. */
    void tell(List<Move> moves) {
        if (!moves.isEmpty()) {
            from.figures().moved.add(moves.size());
            failover.moved(moves.stream().map(Move::to).collect(Collectors.toSet()));
        }
    }
}
