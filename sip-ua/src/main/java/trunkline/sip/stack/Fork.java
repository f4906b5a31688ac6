package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Dialog;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.ReliableProgress;

/** One place that our INVITE was forked to, and that has answered with a To tag. Confined to its call. */
final class Fork {

    private Dialog dialog;
    private ReliableProgress reliable = ReliableProgress.NONE;
    private @Nullable MessageBody reliableAnswer;
    private @Nullable SIPRequest ack;

    Fork(Dialog dialog) {
        this.dialog = dialog;
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

    @Nullable
    MessageBody reliableAnswer() {
        return reliableAnswer;
    }

    /** The ACK that was sent to its 2xx, to be sent again; null before. */
    @Nullable
    SIPRequest ack() {
        return ack;
    }

    void setAck(SIPRequest newAck) {
        ack = newAck;
    }
}
