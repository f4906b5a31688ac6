package trunkline.sip.stack;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.HopImpl;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import java.text.ParseException;
import java.util.Locale;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.Transaction;
import javax.sip.address.Hop;
import javax.sip.header.ViaHeader;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import trunkline.sip.trunk.TrunkAddress;

/**
 * Sends what others have made. The seam of jain-sip: all that it throws becomes {@link NotSentException}. Thread-safe.
 */
final class SipWire {

    private final SipStackImpl stack;
    private final SipProviderImpl provider;
    private final String sentBy;
    private final int port;
    private final int t1Millis;

    SipWire(JainStack jain, String sentBy, SipSettings settings) {
        this.stack = jain.stack();
        this.provider = jain.provider();
        this.sentBy = sentBy;
        this.port = jain.port();
        this.t1Millis = (int) settings.t1().toMillis();
    }

    /**
     * Decides where a request goes and puts our Via on top of it. It may change the Request-URI, where the first route
     * is a strict router (RFC 3261 §12.2.1.1), so what depends on the Request-URI comes after it.
     *
     * @param proxy for a request outside of a dialog; null for one that its routes or its target lead
     */
    void route(SIPRequest request, @Nullable TrunkAddress proxy) throws NotSentException {
        try {
            Hop hop = proxy == null
                    ? stack.getNextHop(request)
                    : new HopImpl(proxy.host(), proxy.port(), proxy.transport().token());
            if (hop == null || provider.getListeningPoint(hop.getTransport()) == null) {
                throw new NotSentException("No way to " + request.getRequestURI());
            }
            ViaHeader via = new HeaderFactoryImpl()
                    .createViaHeader(sentBy, port, hop.getTransport().toUpperCase(Locale.ROOT), null);
            via.setRPort();
            request.addFirst(via);
            request.setApplicationData(hop);
        } catch (SipException | ParseException | InvalidArgumentException | RuntimeException e) {
            throw new NotSentException("No way to " + request.getRequestURI(), e);
        }
    }

    /** Sends a routed request in a transaction of its own, which reports to {@code owner}. */
    ClientTransaction send(SIPRequest request, Exchange owner) throws NotSentException {
        try {
            ClientTransaction transaction = provider.getNewClientTransaction(request);
            transaction.setApplicationData(owner);
            useT1(transaction);
            transaction.sendRequest();
            return transaction;
        } catch (SipException | RuntimeException e) {
            throw new NotSentException(request.getMethod() + " not sent", e);
        }
    }

    /**
     * Cancels an INVITE: on its channel, with its branch (RFC 3261 §9.1). As {@code getNewClientTransaction} does it, but
     * for its search through all transactions for the one that we have.
     */
    void sendCancel(ClientTransaction invite, SIPRequest cancel, Exchange owner) throws NotSentException {
        try {
            SIPClientTransaction transaction =
                    stack.createClientTransaction(cancel, ((SIPClientTransaction) invite).getMessageChannel());
            transaction.addEventListener(provider);
            stack.addTransaction(transaction);
            transaction.setApplicationData(owner);
            useT1(transaction);
            transaction.sendRequest();
        } catch (SipException | RuntimeException e) {
            throw new NotSentException("CANCEL not sent", e);
        }
    }

    /**
     * Sends a routed ACK to a 2xx: it has no transaction (RFC 3261 §13.2.2.4).
     *
     * @param branch of an ACK that is sent again; null for a new one
     * @return its branch
     */
    String sendAck(SIPRequest ack, @Nullable String branch) throws NotSentException {
        try {
            String used = branch == null ? Utils.getInstance().generateBranchId() : branch;
            ack.getTopmostVia().setBranch(used);
            provider.sendRequest(ack);
            return used;
        } catch (SipException | ParseException | RuntimeException e) {
            throw new NotSentException("ACK not sent", e);
        }
    }

    void reply(ServerTransaction transaction, Response response) throws NotSentException {
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException | RuntimeException e) {
            throw new NotSentException(response.getStatusCode() + " not sent", e);
        }
    }

    /** Sends a response without a transaction: a repeated 2xx, or a refusal that shall cost nothing. */
    void replyStateless(Response response) throws NotSentException {
        try {
            provider.sendResponse(response);
        } catch (SipException | RuntimeException e) {
            throw new NotSentException(response.getStatusCode() + " not sent", e);
        }
    }

    /** All timers of a transaction are counted in T1 (RFC 3261 §17): Timer B is 64 of them. */
    void useT1(Transaction transaction) {
        try {
            transaction.setRetransmitTimer(t1Millis);
        } catch (IllegalStateException alreadyRunning) {
            // A server transaction for INVITE runs from its start; it then has the common T1.
        }
    }
}
