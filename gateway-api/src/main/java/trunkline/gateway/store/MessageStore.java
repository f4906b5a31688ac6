package trunkline.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;

/**
 * Where messages are kept. A future of a verb that writes completes on the writer's thread, after its commit is on stable
 * storage: what hangs on it must be short and must not block. One that fails means that nothing of its batch was written.
 * What moved on is told to the {@link CommitListener} of the store.
 *
 * <p>Thread-safe.
 */
public interface MessageStore {

    /** Keeps a message that will go {@code way}. Completes with a value always, never exceptionally. */
    CompletableFuture<AcceptOutcome> accept(MessageRequest request, String way);

    /**
     * Keeps a message unless a request with this key, of the same account, has made one within a day, in one transaction.
     * Completes as {@link #accept} does.
     */
    CompletableFuture<AcceptOutcome> acceptOnce(MessageRequest request, String way, RequestKey key);

    /**
     * What a request with this key, of this account, has made within the day before {@code nowMicros}: {@link AcceptOutcome.Repeated}, or
     * {@link AcceptOutcome.OtherRequest}.
     */
    CompletableFuture<Optional<AcceptOutcome>> made(long account, RequestKey key, long nowMicros);

    /** Forgets up to {@code limit} keys that are older than a day; how many. */
    CompletableFuture<Integer> dropRequestKeys(int limit);

    /**
     * Records the intent to send, before any octet leaves. Gives the messages that had ended before, or wait for another time: they
     * must not.
     */
    CompletableFuture<Set<Long>> claimSms(String way, SmsClaims claims);

    /**
     * Records what became of claimed segments, matches receipts that were there before, and puts messages back to be tried
     * again later, in one transaction.
     */
    CompletableFuture<Boolean> recordSubmits(String way, SubmitBatch batch);

    /** Records a response that came after its segment had been recorded as unanswered. */
    CompletableFuture<Boolean> recordLate(String way, SubmitRecord result);

    /**
     * Records the intent to call, before INVITE leaves, for the first time or again. Gives the messages that had ended before.
     */
    CompletableFuture<Set<Long>> claimCalls(String way, CallClaims claims);

    /** Records how far calls have come. */
    CompletableFuture<Boolean> recordCalls(List<CallRecord> records);

    /** Ends messages; one that has ended before stays as it is. */
    CompletableFuture<Boolean> end(List<Ending> endings);

    /** Cancels a message of this account if nothing of it has left; exactly one of this and a claim of it wins. */
    CompletableFuture<CancelOutcome> cancel(long account, MessageId id);

    /** Records that the SMSC of a message has taken another text for it. */
    CompletableFuture<Boolean> recordReplaced(long key, Content.Text text);

    /**
     * Changes a message of this account that waits for its time; exactly one of this and a claim of it wins. A time that has come
     * is too late.
     */
    CompletableFuture<ChangeOutcome> change(long account, MessageId id, Change change);

    /** Up to {@code limit} messages of a filter, the newest first. */
    CompletableFuture<MessagePage> list(MessageFilter filter, int limit);

    /** Messages of {@code way} that were never claimed, by key, from just after {@code afterKey}. */
    CompletableFuture<List<OutboundMessage>> unclaimed(String way, long afterKey, int limit);

    /** All ways that have messages, or had some that are kept still. */
    CompletableFuture<List<KnownWay>> ways();

    /** The lanes in which voice messages of {@code way} with keys after {@code afterKey} stand that were never claimed. */
    CompletableFuture<List<CallLane.Waiting>> callLanes(String way, long afterKey);

    /** The same messages of one lane, by key. */
    CompletableFuture<List<OutboundMessage>> unclaimedCalls(String way, CallLane lane, long afterKey, int limit);

    /** The key up to which, inclusive, messages of {@code way} may have been claimed. */
    CompletableFuture<Long> claimedUpTo(String way);

    /** SMS of {@code way} that were claimed, are open, and wait for no retry. */
    CompletableFuture<List<UnfinishedSms>> unfinishedSms(String way);

    /** Calls of {@code way} that were up when the process ended. */
    CompletableFuture<List<Long>> unfinishedCalls(String way);

    /** Open SMS of {@code way} whose retry is due, or whose time has come, the earliest first. */
    CompletableFuture<List<UnfinishedSms>> dueSms(String way, long nowMicros, int limit);

    /**
     * Voice messages of {@code way} that are to be called now, again or for the first time: the earliest of each lane, then the
     * second of each, and so on.
     */
    CompletableFuture<List<DueCall>> dueCalls(String way, long nowMicros, int limit);

    /** Messages that were sent, were not heard of again, and expired before {@code nowMicros}. */
    CompletableFuture<List<Long>> unheardOf(long nowMicros, int limit);

    /** What is known of a message of this account, or nothing if it has none of this id. */
    CompletableFuture<Optional<MessageReport>> find(long account, MessageId id);

    /** All that is kept of the way of a message of this account. */
    CompletableFuture<Optional<Timeline>> timeline(long account, MessageId id);
}
