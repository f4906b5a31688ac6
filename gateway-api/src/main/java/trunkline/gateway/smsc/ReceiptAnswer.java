package trunkline.gateway.smsc;

import trunkline.gateway.dispatch.SmsLinkListener.Acknowledgement;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Delivery;

/**
 * Tells the SMSC what became of its receipt.
 *
 * @param again command_status upon which it offers the receipt again
 */
record ReceiptAnswer(Delivery delivery, int again) implements Acknowledgement {

    @Override
    public void kept() {
        delivery.answer(CommandStatus.ESME_ROK);
    }

    @Override
    public void notKept() {
        delivery.answer(again);
    }
}
