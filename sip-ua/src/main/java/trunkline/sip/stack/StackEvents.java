package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import java.util.concurrent.atomic.LongAdder;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What jain-sip tells, put into the mailbox of the call that it is about. Runs on the threads of jain-sip, and never
 * waits.
 */
final class StackEvents implements SipListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(StackEvents.class);

    private final JainStack jain;
    private final SipWire wire;
    private final SipMessages messages;
    private final CallTable table;
    private final LongAdder dropped = new LongAdder();

    StackEvents(JainStack jain, SipWire wire, SipMessages messages, CallTable table) {
        this.jain = jain;
        this.wire = wire;
        this.messages = messages;
        this.table = table;
    }

    /** Messages that a call had no room for. */
    long dropped() {
        return dropped.sum();
    }

    /** Of a 2xx that belongs to no transaction {@link Doorkeeper} tells the call. */
    @Override
    public void processResponse(ResponseEvent event) {
        SIPResponse response = (SIPResponse) event.getResponse();
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof Exchange exchange) {
            count(exchange.mailbox().offer(() -> exchange.onResponse(response)));
        }
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        table.find(request.getCallId().getCallId()).ifPresent(call -> {
            if (request.getMethod().equals("ACK")) {
                count(call.offer(() -> call.onAck(request)));
            } else {
                onRequest(call, request, event.getServerTransaction());
            }
        });
    }

    /** The transaction is made here and now, so that it swallows what the peer repeats while the call is busy. */
    private void onRequest(Call call, SIPRequest request, @Nullable ServerTransaction known) {
        try {
            ServerTransaction transaction = known == null ? jain.provider().getNewServerTransaction(request) : known;
            wire.useT1(transaction);
            if (!count(call.offer(() -> call.onRequest(request, transaction)))) {
                transaction.terminate();
            }
        } catch (SipException | RuntimeException e) {
            // It lacks a header that its method must have.
            refuse(request);
        }
    }

    private void refuse(SIPRequest request) {
        try {
            wire.replyStateless((MessageChannel) request.getMessageChannel(), messages.response(request, 400, null));
        } catch (NotSentException e) {
            LOGGER.atDebug().addKeyValue("cause", e.getMessage()).log("request dropped");
        }
    }

    private boolean count(boolean taken) {
        if (!taken) {
            dropped.increment();
        }
        return taken;
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()
                && event.getClientTransaction().getApplicationData() instanceof Exchange exchange) {
            exchange.mailbox().post(exchange::onTimeout);
        }
    }

    /** Of a connection, not of a transaction: those that used it time out. */
    @Override
    public void processIOException(IOExceptionEvent event) {
        LOGGER.atDebug()
                .addKeyValue("peer", event.getHost() + ":" + event.getPort())
                .log("connection failed");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        if (!event.isServerTransaction()
                && event.getClientTransaction() instanceof SIPClientTransaction transaction
                && transaction.getMessageChannel() instanceof StreamChannel channel
                && transaction.getApplicationData() instanceof Exchange exchange) {
            jain.streamMessages().forget(channel.peer(), exchange);
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
}
