package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Dialog;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.ReliableProgress;

/** One place that our INVITE was forked to, and that has answered with a To tag. Confined to its call. */
final class Fork {

    private final InviteTry invite;
    private final DialogPath path;
    private Dialog dialog;
    private ReliableProgress reliable = ReliableProgress.NONE;
    private @Nullable MessageBody reliableAnswer;
    private boolean updates;
    private @Nullable SentAck ack;

    /** The ACK to its 2xx, which is the same however often it is sent. */
    record SentAck(SIPRequest request, Path path) {}

    /** @param invite the one that it answers */
    Fork(InviteTry invite, DialogPath path, Dialog dialog) {
        this.invite = invite;
        this.path = path;
        this.dialog = dialog;
    }

    InviteTry invite() {
        return invite;
    }

    DialogPath path() {
        return path;
    }

    Dialog dialog() {
        return dialog;
    }

    void setDialog(Dialog newDialog) {
        dialog = newDialog;
    }

    /** The CSeq number for one more request of ours. */
    long nextSequence() {
        dialog = dialog.withNextRequest();
        return dialog.localSequence();
    }

    ReliableProgress reliable() {
        return reliable;
    }

    /**
     * A reliable provisional response was taken.
     *
     * @param body with one, it is the answer to our offer, and the 2xx may come without (RFC 3261 §13.2.1, RFC 3262 §5)
     */
    void onReliable(long sequence, @Nullable MessageBody body) {
        reliable = reliable.after(sequence);
        if (body != null) {
            reliableAnswer = body;
        }
    }

    /** What the peer last said of the session before the 2xx. */
    @Nullable
    MessageBody reliableAnswer() {
        return reliableAnswer;
    }

    void setReliableAnswer(MessageBody body) {
        reliableAnswer = body;
    }

    /** Whether the peer takes UPDATE (RFC 3311 §4). */
    boolean updates() {
        return updates;
    }

    void setUpdates(boolean taken) {
        updates = taken;
    }

    /** Null before the first. */
    @Nullable
    SentAck ack() {
        return ack;
    }

    void setAck(SentAck sent) {
        ack = sent;
    }
}
