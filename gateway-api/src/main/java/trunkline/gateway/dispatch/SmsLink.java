package trunkline.gateway.dispatch;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.UnfinishedSms;

/** A way for SMS out of the gateway, as its dispatcher sees it. Confined to {@link #executor()}. */
public interface SmsLink {

    /** A message in the form in which this link sends it. */
    interface Encoded {
        /** Its segments as they are submitted, 1 to 255. */
        int segments();

        /** How it was cut, so that the rest of it can be cut the same way; null for the link's basic form. */
        @Nullable
        String form();
    }

    /** The name that routes know it by. */
    String name();

    /** Which of its senders a message goes by; null if messages go by the sender that they name. */
    default @Nullable Senders senders() {
        return null;
    }

    /** The one thread that calls this link and its listener. */
    Executor executor();

    /**
     * The message as this link sends it; the caller keeps it as long as segments are to be sent. Null if it cannot be sent:
     * the settings of the link are not those it was accepted by.
     */
    @Nullable
    Encoded encode(OutboundMessage message);

    /** The same for a message that was claimed before, cut as it was cut then; null if it cannot be cut so any more. */
    @Nullable
    Encoded encodeAgain(UnfinishedSms sms);

    /**
     * Takes up to {@code wanted} permits to have a segment unresolved; 0 while the link is down or its window is full. Each
     * is used by {@link #submit} or given back by {@link #returnPermits}, in the order in which they were taken.
     */
    int takePermits(int wanted);

    /** Gives back the permits taken first that nothing was submitted with. */
    void returnPermits(int count);

    /** Sends one segment with the permit taken first. Its result comes to the listener exactly once. */
    void submit(Encoded sms, SegmentKey segment);

    /** Gives back the permit of a segment whose result, which named the bind, is committed. */
    void releasePermit(int bind);
}
