package trunkline.sip.simulator;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.function.Function;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jain-sip tells the callee, handed to the thread of its desk. Runs on the threads of jain-sip. */
final class CalleeEvents implements SipListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(CalleeEvents.class);

    private final CalleeDesk desk;
    private final Function<String, CalleeBehaviour> behaviours;

    CalleeEvents(CalleeDesk desk, Function<String, CalleeBehaviour> behaviours) {
        this.desk = desk;
        this.behaviours = behaviours;
    }

    /** Transactions are made at once, so that they swallow what is repeated; for silence none is made. */
    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        String callId = request.getCallId().getCallId();
        if (request.getMethod().equals("ACK")) {
            desk.run(() -> desk.with(callId, OpenCall::onAck));
            return;
        }
        CalleeBehaviour behaviour = behaviours.apply(CalleeMessages.user(request.getRequestURI()));
        if (event.getDialog() == null && behaviour.reaction() == CalleeBehaviour.Reaction.SILENT) {
            return;
        }
        try {
            ServerTransaction known = event.getServerTransaction();
            ServerTransaction transaction = known == null ? desk.provider().getNewServerTransaction(request) : known;
            desk.run(() -> desk.onRequest(request, transaction, behaviour));
        } catch (SipException | RuntimeException e) {
            LOGGER.atDebug().addKeyValue("callId", callId).setCause(e).log("request dropped");
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        String callId = event.getDialog().getCallId().getCallId();
        desk.run(() -> desk.with(callId, OpenCall::onLost));
    }

    @Override
    public void processResponse(ResponseEvent event) {}

    @Override
    public void processTimeout(TimeoutEvent event) {}

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}
}
