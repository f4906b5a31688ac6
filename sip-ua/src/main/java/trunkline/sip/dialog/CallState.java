package trunkline.sip.dialog;

import org.jspecify.annotations.Nullable;

/**
 * The life of one outbound call. States are values; an event yields the next state and the commands for the owner.
 *
 * <pre>
 *    dial
 *   ------> Locating <------------+---------------- (another target, or a redirection)
 *              | INVITE sent      |
 *              v   100            |   180-199             2xx
 *           Calling ------> Trying ----------> Ringing -------------> Answered ---+
 *              |  |            |                  |                       |       | BYE received
 *              |  |            | ring time over,  |              hang up, |       |
 *              |  |            | hang up          |         talk too long |       |
 *              |  v            v                  v                       v       |
 *              |  +--------> Cancelling <---------+        2xx after   Ending     |
 *              |                |  |                       all: ACK,      |       |
 *              |                |  +-------------------------> BYE ------>|       |
 *              |  300-699,      |  300-699,                               | BYE answered,
 *              |  silence       |  silence                                | or time over
 *              v                v                                         v       v
 *            Ended <------------+----------------------------------------- Ended <+
 * </pre>
 *
 * <p>300 to 699 also end Trying and Ringing; 2xx also answers Locating, Calling and Trying. A challenge, another target
 * and a redirection lead back to Calling. INVITE and CANCEL are RFC 3261 §13.2 and §9.1, BYE is §15. An ended call stays for 64 × T1, since a 2xx may still come and must be acknowledged, and ended
 * if it is from another fork (§13.2.2.4).
 *
 * <p>An event that a state does not expect changes nothing: over UDP, messages that are late, repeated or cross ours
 * are normal. Times are {@code System.nanoTime} readings.
 */
public sealed interface CallState permits Locating, Calling, Trying, Ringing, Cancelling, Answered, Ending, Ended {

    /** When {@link #onTick} has something to do, unless another event comes first. Every state has a limit. */
    long dueNanos();

    /** Time has passed. */
    CallStep onTick(long nowNanos);

    /** 1xx to the INVITE. */
    default CallStep onProgress(Progress progress, long nowNanos) {
        return unchanged();
    }

    /** 2xx to the INVITE: the first, a repeated one, or that of another fork. */
    CallStep onAnswer(Answer answer, long nowNanos);

    /** The INVITE was refused, or nobody answered it, or it could not be sent. */
    default CallStep onRefusal(Refusal refusal, long nowNanos) {
        return unchanged();
    }

    /** The INVITE was refused where it went, and shall go elsewhere; {@link #onSent} follows, or a refusal. */
    default CallStep onLeft() {
        return unchanged();
    }

    /** The INVITE is on its way, the first time or once more. */
    default CallStep onSent() {
        return unchanged();
    }

    /** The session timer as it was agreed on anew; null where there is none any more (RFC 4028). */
    default CallStep onSession(@Nullable SessionTimer timer) {
        return unchanged();
    }

    /** Our refresh was refused, or nobody answered it (RFC 4028 §10). */
    default CallStep onRefreshFailed(SipStatus status, long nowNanos) {
        return unchanged();
    }

    /** The caller wants to end the call. */
    CallStep onHangUp(Reason reason, long nowNanos);

    /** The caller cannot use the answer that it was given. */
    default CallStep onAnswerRefused(String why, long nowNanos) {
        return unchanged();
    }

    /** BYE of the peer in the dialog of this fork; it has been answered with 200 already. */
    default CallStep onBye(String fork, @Nullable Reason reason, long nowNanos) {
        return unchanged();
    }

    /** Our BYE in the dialog of this fork was answered, could not be sent, or its transaction gave up. */
    default CallStep onByeAnswered(String fork, long nowNanos) {
        return unchanged();
    }

    /** The user agent closes and waits for nothing any more. */
    default CallStep onAbandon(long nowNanos) {
        return unchanged();
    }

    /** Whether an INVITE that was refused may be sent again: with credentials, elsewhere, or changed. */
    default boolean wantsAnswer() {
        return false;
    }

    /** Whether something but 100 has come. */
    default boolean rang() {
        return false;
    }

    /** Whether the caller still waits for the end of this call. */
    default boolean isLive() {
        return true;
    }

    private CallStep unchanged() {
        return CallStep.of(this);
    }
}
