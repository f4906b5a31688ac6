package trunkline.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where delivery receipts are kept, and matched to the segments they speak of. As {@link MessageStore}. */
public interface ReceiptStore {

    /** Records what receipts say, or keeps them for a response that is yet to be recorded; tells what each did. */
    CompletableFuture<List<ReceiptMatch>> record(String way, List<ReceiptReading> receipts);

    /** Decides on up to {@code limit} receipts that came before {@code beforeMicros} and still wait; how many there were. */
    CompletableFuture<Integer> judge(long beforeMicros, int limit);

    /** Drops up to {@code limit} receipts that came before {@code beforeMicros} and matched nothing; how many. */
    CompletableFuture<Integer> drop(long beforeMicros, int limit);

    /** Receipts that match nothing, the newest first, from before {@code beforeId}. */
    CompletableFuture<List<UnmatchedReceipt>> unmatched(long beforeId, int limit);

    /** Keeps what is known of how {@code way} writes its ids. */
    CompletableFuture<Boolean> saveLearnt(String way, String ids);

    /** What {@link #saveLearnt} kept. */
    CompletableFuture<Optional<String>> learnt(String way);
}
