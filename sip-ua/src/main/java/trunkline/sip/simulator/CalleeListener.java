package trunkline.sip.simulator;

import java.time.Duration;

/** What happened at the callee. Called on its one thread, so it must not block. */
public interface CalleeListener {

    /** Who or what ended a call. */
    enum EndedBy {
        /** The caller hung up. */
        CALLER,
        /** The callee hung up. */
        CALLEE,
        /** The caller cancelled before the answer. */
        CANCEL,
        /** The callee refused. */
        REFUSAL,
        /** The caller never acknowledged the answer, or the callee was closed. */
        LOST
    }

    /** An INVITE has come, with right credentials if any are asked for. */
    default void onStarted(CalleeCall call) {}

    /** The answer was acknowledged; media may flow. */
    default void onAnswered(CalleeCall call) {}

    /** It is over; {@code talk} is zero where it was not answered. Called once for each call that started. */
    default void onEnded(CalleeCall call, EndedBy by, Duration talk) {}
}
