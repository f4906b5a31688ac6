package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.MessageStore;

/**
 * The outcomes of one trunk's calls on their way into the store. One that cannot be written is tried again, and its channel stays
 * taken, so there are at most as many as channels. Confined to the executor of the trunk.
 */
final class CallOutcomes {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallOutcomes.class);

    private final VoiceLink link;
    private final MessageStore store;
    private final Consumer<CallRecord> onWritten;
    private List<CallRecord> unwritten = new ArrayList<>();

    CallOutcomes(VoiceLink link, MessageStore store, Consumer<CallRecord> onWritten) {
        this.link = link;
        this.store = store;
        this.onWritten = onWritten;
    }

    /** Writes what is known of a call that goes on, once: its outcome tells more, and is written until it is kept. */
    void note(CallRecord progress) {
        Replies.on(store.recordCalls(List.of(progress)), link.executor(), written -> {}, failure -> LOGGER.atWarn()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("progress of a call not recorded"));
    }

    void write(CallRecord outcome) {
        Replies.on(
                store.recordCalls(List.of(outcome)), link.executor(), written -> onWritten.accept(outcome), failure -> {
                    LOGGER.atError()
                            .addKeyValue("way", link.name())
                            .addKeyValue("cause", failure)
                            .log("outcome of a call not recorded, will try again");
                    unwritten.add(outcome);
                });
    }

    /** Writes what could not be written before. */
    void tryAgain() {
        List<CallRecord> again = unwritten;
        unwritten = new ArrayList<>();
        again.forEach(this::write);
    }
}
