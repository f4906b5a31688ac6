package trunkline.gateway.dispatch;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;

/** A way for calls out of the gateway, as its dispatcher sees it. */
public interface VoiceLink {

    /** What a call tells its dispatcher, on {@link #executor()}. */
    interface CallEvents {

        /** It has come to {@code state}, which is not final. */
        void onProgress(VoiceState state, CallReport report);

        /** The callee has made a choice of the menu, and it goes on. */
        void onChoice(MenuChoice choice, CallReport report);

        /** It is over; exactly once, the last event. */
        void onEnded(CallEnd end);
    }

    /** A call that was placed. Thread-safe. */
    interface PlacedCall {

        /** Ends it, wherever it stands; {@link CallEvents#onEnded} follows. */
        void hangUp();

        /** What is known of it now. */
        CallReport report();

        /** What has gone over the wire so far. */
        CallTrace trace();
    }

    /** The name that routes know it by. */
    String name();

    /** Why no calls should go there now, in words; null if they may. */
    @Nullable
    String whyDown();

    /** The one thread that calls the dispatcher. */
    Executor executor();

    /** Calls the recipient and plays the message. Its claim is on stable storage. */
    PlacedCall call(OutboundMessage message, CallEvents events);
}
