package trunkline.media.rtp;

/** Why a stream ended by itself. */
public enum RtpFailure {
    /** The other side's port answered for seconds that nobody listens (ICMP port unreachable). */
    UNREACHABLE,
    /** The system refused to send for seconds, or to a new target at once: no route, no buffers, not permitted. */
    NOT_SENT,
    /** Nothing was heard of the other side for as long as {@link StreamSettings#silentAfter}. */
    SILENT,
    /** The pacer was closed while the stream was open. */
    CLOSED,
    /** A defect here; the log has it. */
    INTERNAL
}
