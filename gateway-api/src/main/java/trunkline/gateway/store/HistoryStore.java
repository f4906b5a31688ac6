package trunkline.gateway.store;

import java.util.concurrent.CompletableFuture;

/** Lists what an account sent and what phones sent to it, in pages that are counted. As {@link MessageStore}. */
public interface HistoryStore {

    /**
     * Messages of a filter, the newest first.
     *
     * @param offset how many of them to pass over
     * @param limit how many to give at most
     */
    CompletableFuture<HistoryPage> history(HistoryFilter filter, int offset, int limit);

    /**
     * The last message of each conversation of an account, that is between each number of its and each phone, the newest first.
     *
     * @param offset how many conversations to pass over
     * @param limit how many to give at most
     */
    CompletableFuture<HistoryPage> conversations(long account, int offset, int limit);
}
