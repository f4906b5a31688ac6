package trunkline.smpp.bind;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.WireTap;
import trunkline.smpp.trace.PduTap;
import trunkline.smpp.trace.TracedPdu;

/** Hands the PDUs of a bind's links to whoever listens, with what the bind knows of them. */
final class BindTap implements WireTap {

    private static final Logger LOGGER = LoggerFactory.getLogger(BindTap.class);
    private static final int SUBMIT_SM_RESP = 0x80000004;

    private final String bind;
    private final BindClock clock;
    private final SubmitLedger ledger;
    private volatile @Nullable PduTap listener;

    BindTap(String bind, BindClock clock, SubmitLedger ledger) {
        this.bind = bind;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** From any thread; null closes it. */
    void listen(@Nullable PduTap tap) {
        listener = tap;
    }

    @Override
    public boolean isOpen() {
        return listener != null;
    }

    @Override
    public void onPdu(Direction direction, byte[] octets, int from, int length) {
        ByteBuffer pdu = ByteBuffer.wrap(octets, from, length);
        boolean answers = direction == Direction.RECEIVED && pdu.getInt(from + 4) == SUBMIT_SM_RESP;
        pass(direction, answers ? ledger.tokenOf(pdu.getInt(from + 12)) : OptionalLong.empty(), pdu);
    }

    @Override
    public void onSubmit(SubmitRequest request, byte[] octets, int from, int length) {
        pass(Direction.SENT, OptionalLong.of(request.token()), ByteBuffer.wrap(octets, from, length));
    }

    private void pass(Direction direction, OptionalLong token, ByteBuffer pdu) {
        PduTap tap = listener;
        if (tap == null) {
            return;
        }
        try {
            tap.onPdu(new TracedPdu(bind, direction, clock.wall(), token, pdu));
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("bind", bind).setCause(e).log("tap failed");
        }
    }
}
