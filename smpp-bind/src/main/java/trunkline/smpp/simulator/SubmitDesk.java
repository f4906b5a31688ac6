package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseSmResp;
import com.cloudhopper.smpp.pdu.CancelSm;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.ReplaceSm;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of the submit_sm of one link, and of those that are cancelled or replaced. Confined to the loop. */
final class SubmitDesk {

    private final SmscCore smsc;
    private final EsmeLink link;
    private int submits;
    private int unanswered;

    SubmitDesk(SmscCore smsc, EsmeLink link) {
        this.smsc = smsc;
        this.link = link;
    }

    void onSubmit(SubmitSm submit, boolean mayTransmit) {
        SmscBehaviour behaviour = smsc.behaviour();
        BaseSmResp response = submit.createResponse();
        int status = mayTransmit ? statusOf(submit, behaviour) : SmppConstants.STATUS_INVBNDSTS;
        response.setCommandStatus(status);
        tellCongestion(response);
        submits++;
        int last = behaviour.links().dropAfterSubmits();
        boolean cut = last > 0 && submits >= last;
        if (status == SmppConstants.STATUS_OK) {
            accept(submit, response, cut);
        } else if (!cut) {
            answerAfter(behaviour.responses().delay(), response);
        }
        if (cut) {
            link.cut();
        }
    }

    private int statusOf(SubmitSm submit, SmscBehaviour behaviour) {
        int status = smsc.statusOfSubmit(unanswered);
        if (status == SmppConstants.STATUS_OK && submit.getSourceAddress() != null) {
            status = behaviour.responses().statusOf(submit.getSourceAddress().getAddress());
        }
        return status == SmppConstants.STATUS_OK ? behaviour.dialect().statusOf(submit) : status;
    }

    private void tellCongestion(PduResponse response) {
        int congestion = smsc.congestionState();
        if (congestion >= 0) {
            response.addOptionalParameter(new Tlv((short) 0x0428, new byte[] {(byte) congestion}));
        }
    }

    private void accept(SubmitSm submit, BaseSmResp response, boolean cut) {
        SmscBehaviour behaviour = smsc.behaviour();
        SmscBehaviour.Ids ids = behaviour.ids();
        smsc.take(submit);
        long number = smsc.nextNumber();
        IdForm form = smsc.chance(ids.otherShare()) ? ids.otherResponse() : ids.response();
        response.setMessageId(form.format(number));
        MessageBook.Entry entry = smsc.book().add(response.getMessageId(), submit);
        ReceiptPlan receipts = smsc.plan(entry, number, link);
        boolean silent = cut || smsc.chance(behaviour.responses().silentShare());
        answer(receipts, silent ? null : response);
    }

    /** The response, if there is to be one, and the receipts, in the order and at the times that the behaviour wants. */
    private void answer(@Nullable ReceiptPlan receipts, @Nullable PduResponse response) {
        SmscBehaviour behaviour = smsc.behaviour();
        SmscBehaviour.Responses how = behaviour.responses();
        Duration delay = smsc.chance(how.slowShare()) ? how.slowDelay() : how.delay();
        boolean early = smsc.chance(behaviour.receipts().timing().earlyShare());
        if (receipts != null && early) {
            link.later(delay, () -> link.offer(smsc.write(receipts)));
        }
        answerAfter(delay, response);
        if (receipts != null && !early) {
            link.later(delay.plus(behaviour.receipts().delay()), () -> link.offer(smsc.write(receipts)));
        }
    }

    private void answerAfter(Duration delay, @Nullable PduResponse response) {
        if (response != null) {
            unanswered++;
            link.later(delay, () -> {
                unanswered--;
                link.send(response);
            });
        }
    }

    PduResponse cancel(CancelSm cancel) {
        PduResponse response = cancel.createResponse();
        response.setCommandStatus(smsc.book().cancel(cancel));
        if (response.getCommandStatus() == SmppConstants.STATUS_OK) {
            smsc.listener().onCancelled(Objects.requireNonNullElse(cancel.getMessageId(), ""));
        }
        return response;
    }

    PduResponse replace(ReplaceSm replace) {
        PduResponse response = replace.createResponse();
        MessageBook.Entry entry = smsc.book().replace(replace);
        if (entry == null) {
            response.setCommandStatus(SmppConstants.STATUS_REPLACEFAIL);
            return response;
        }
        byte[] text = Objects.requireNonNullElse(replace.getShortMessage(), new byte[0]);
        int dataCoding = entry.submit().getDataCoding() & 0xFF;
        smsc.listener()
                .onReplaced(
                        replace.getMessageId(),
                        ShortMessageText.decode(
                                text, dataCoding, smsc.behaviour().dialect().alphabet()));
        return response;
    }
}
