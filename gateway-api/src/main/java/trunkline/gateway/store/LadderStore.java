package trunkline.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;

/** Where ladders are kept. Its futures are those of {@link MessageStore}. Thread-safe. */
public interface LadderStore {

    /** Messages of ladders that go on, kept in memory as numbers; a ladder that comes while there are as many is refused. */
    int MESSAGES_MAX = 200_000;

    /**
     * The message that a step becomes.
     *
     * @param way that it goes
     * @param repetition of a step whose link is to be clicked: it is sent once; else null
     * @param leavesAtMicros when it may leave, microseconds since 1970 in UTC: its wait begins then
     */
    record Begun(MessageRequest request, String way, @Nullable Repetition repetition, long leavesAtMicros) {}

    /** What became of a ladder that was offered to the store. */
    sealed interface Outcome {

        /** On stable storage, with the message of its first step. */
        record Kept(LadderReport ladder) implements Outcome {}

        /** The same request has made this ladder before. */
        record Repeated(LadderReport ladder) implements Outcome {}

        /** Anything else: nothing was kept. */
        record Not(AcceptOutcome why) implements Outcome {}
    }

    /** A step that is to begin now. */
    record Due(long ladder, long account, int number, LadderStep step) {}

    /** What became of the wish that a ladder end. */
    sealed interface Ended {

        /** There is none of this id. */
        record Unknown() implements Ended {}

        /** It has ended before. */
        record Over(LadderState state) implements Ended {}

        /** No further step begins; the message of the last one, which may have left, if it has not ended. */
        record Cancelled(@Nullable MessageId last) implements Ended {}
    }

    /** Keeps a ladder and begins its first step; one with a key once. Never fails. */
    CompletableFuture<Outcome> accept(
            long account,
            @Nullable String clientReference,
            List<LadderStep> steps,
            Begun first,
            @Nullable RequestKey key);

    /** What the first request with this key has made within a day; empty if there was none. */
    CompletableFuture<Optional<Outcome>> made(long account, RequestKey key);

    /**
     * The steps that are due, of up to {@code limit} ladders; what the step before has not sent yet is taken back, and a ladder without
     * a further step ends. One that is neither begun nor refused is given again after half a minute.
     */
    CompletableFuture<List<Due>> due(long nowMicros, int limit);

    /** Begins a step; false if that is not wanted any more, or has happened: each begins once. */
    CompletableFuture<Boolean> begin(Due due, Begun begun);

    /** Notes why a step cannot be sent; the next one is due at once. */
    CompletableFuture<Boolean> refuse(Due due, String why);

    /** Ends a ladder of this account. Exactly one of this, a claim, and what it waited for comes first. */
    CompletableFuture<Ended> cancel(long account, MessageId id);

    CompletableFuture<Optional<LadderReport>> find(long account, MessageId id);

    /** Ladders that go on. */
    int running();

    /** Ladders that have ended so since the start. */
    long ended(LadderState state);

    /** What happened to a ladder itself, in order; each step's message has a timeline of its own. */
    CompletableFuture<List<Timeline.TimedStep>> timeline(long key);
}
