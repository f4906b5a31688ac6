package trunkline.gateway.inbound;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.message.MessageId;

/** Where messages from phones are kept. Each verb is done when its future completes: then it is on stable storage. */
public interface InboundStore {

    /** Keeps deliveries of one way in the order in which they came; tells what each led to. */
    CompletableFuture<List<InboundOutcome>> receive(String way, List<InboundReading> deliveries);

    /** Gives up to {@code limit} messages of which parts are missing and the first came before {@code beforeMicros}; how many. */
    CompletableFuture<Integer> giveIncomplete(long beforeMicros, int limit);

    /** Forgets up to {@code limit} long messages given before {@code beforeMicros}, but not what they said; how many. */
    CompletableFuture<Integer> forgetParts(long beforeMicros, int limit);

    /** Messages that pass {@code filter}, the newest first. */
    CompletableFuture<List<InboundMessage>> find(InboundFilter filter, int limit);

    /** The message of this id. */
    CompletableFuture<Optional<InboundMessage>> find(MessageId id);

    /** Parts that wait for others. */
    int waitingParts();

    /** Messages that were given with parts missing, since the start. */
    long incomplete();

    /** Replies that the gateway sent by itself, since the start. */
    long answered();

    /** Messages that stopped ours, since the start. */
    long optedOut();

    /** Messages that asked for ours again, since the start. */
    long optedIn();
}
