package trunkline.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * How long sending has failed without a break. One refused packet is nothing: a callee's port may open a moment after
 * its answer, a buffer may be full once. Confined to the pacing thread.
 */
final class SendTrouble {

    /** Without an error for this long, the trouble is over. */
    private static final long OVER_NANOS = 1_000_000_000;

    private final long patienceNanos;
    private boolean inTrouble;
    private long sinceNanos;
    private long lastNanos;
    private @Nullable RtpFailure failure;

    SendTrouble(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /** Notes an error; once it has lasted longer than patience does, it is the stream's failure. */
    void onError(RtpFailure kind, long nowNanos) {
        if (!inTrouble || nowNanos - lastNanos > OVER_NANOS) {
            inTrouble = true;
            sinceNanos = nowNanos;
        }
        lastNanos = nowNanos;
        if (nowNanos - sinceNanos >= patienceNanos) {
            failure = kind;
        }
    }

    /** What cannot get better: the stream's failure at once. */
    void onFatal(RtpFailure kind) {
        failure = kind;
    }

    /** The failure to end the stream with, or null while there is none. */
    @Nullable
    RtpFailure failure() {
        return failure;
    }
}
