package trunkline.gateway.smsc;

import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.SmsLinkListener.Acknowledgement;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Delivery;

/** Tells the SMSC what became of a message from a phone, and notes when. */
final class InboundAnswer implements Acknowledgement {

    private final Delivery delivery;
    private final int again;
    private final LinkSessions sessions;
    private final long session;
    private final Clocks clocks;
    private final long receivedAtMicros;

    /**
     * For one that came just now.
     *
     * @param again command_status upon which the SMSC offers it again
     * @param session over which it came
     */
    InboundAnswer(Delivery delivery, int again, LinkSessions sessions, long session, Clocks clocks) {
        this.delivery = delivery;
        this.again = again;
        this.sessions = sessions;
        this.session = session;
        this.clocks = clocks;
        this.receivedAtMicros = clocks.nowMicros();
    }

    @Override
    public void kept() {
        sessions.answered(session, receivedAtMicros, clocks.nowMicros());
        delivery.answer(CommandStatus.ESME_ROK);
    }

    @Override
    public void notKept() {
        delivery.answer(again);
    }
}
