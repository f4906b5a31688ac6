package trunkline.gateway.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads all messages of a filter as they are at one moment, however long that takes. Thread-safe. */
public interface ExportStore {

    /** Messages as they were when it was opened, the oldest first. One call at a time. */
    interface Export extends AutoCloseable {

        /** The next messages, up to {@code limit}; none once all have been read. Completes on a thread of its own, which may take its time. */
        CompletableFuture<List<MessageReport>> next(int limit);

        /** Lets go of the moment: until then the store cannot use the space of what has been written since. */
        @Override
        void close();
    }

    /** Fails with {@link StoreBusyException} if too many are open. */
    CompletableFuture<Export> open(MessageFilter filter);
}
