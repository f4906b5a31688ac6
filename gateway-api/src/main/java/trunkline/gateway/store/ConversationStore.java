package trunkline.gateway.store;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Finds what was sent to a number and came from it. As {@link MessageStore}. */
public interface ConversationStore {

    /**
     * The last of it from before the message of {@code beforeKey}.
     *
     * @param account whose; null for all
     * @param number as somebody wrote it
     * @param limit messages in a page; one that has fewer may still have one before it
     */
    CompletableFuture<Conversation> conversation(@Nullable Long account, String number, long beforeKey, int limit);
}
