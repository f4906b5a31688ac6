package trunkline.sip.stack;

import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Dialog;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.ReliableProgress;

/** One place that our INVITE was forked to, and that has answered with a To tag. Confined to its call. */
final class Fork {

    private Dialog dialog;
    private ReliableProgress reliable = ReliableProgress.NONE;
    private @Nullable MessageBody reliableAnswer;
    private @Nullable String ackBranch;

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

    /** The branch of the ACK to its 2xx, which is the same however often the ACK is sent; null before the first. */
    @Nullable
    String ackBranch() {
        return ackBranch;
    }

    void setAckBranch(String branch) {
        ackBranch = branch;
    }
}
