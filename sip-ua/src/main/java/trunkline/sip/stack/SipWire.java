package trunkline.sip.stack;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.Locale;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.Transaction;
import javax.sip.header.ViaHeader;
import org.jspecify.annotations.Nullable;
import trunkline.sip.trunk.Transport;

/**
 * Sends what others have made. The seam of jain-sip: all that it throws becomes {@link NotSentException}. Its own way of
 * finding where a request goes is not used: it asks name servers on the thread that sends, and knows no SRV records.
 * Thread-safe.
 */
final class SipWire {

    private static final int DEFAULT_PORT = 5060;

    private final SipStackImpl stack;
    private final SipProviderImpl provider;
    private final StreamMessages streamMessages;
    private final String sentBy;
    private final JainStack.Ports ports;
    private final int t1Millis;

    SipWire(JainStack jain, SipSettings settings) {
        this.stack = jain.stack();
        this.provider = jain.provider();
        this.streamMessages = jain.streamMessages();
        this.sentBy = settings.sentBy();
        this.ports = jain.ports();
        this.t1Millis = (int) settings.t1().toMillis();
    }

    /** Puts our Via on top (RFC 3261 §18.1.1). */
    void putVia(SIPRequest request, Path path) throws NotSentException {
        try {
            Transport transport = path.transport();
            ViaHeader via = new HeaderFactoryImpl()
                    .createViaHeader(
                            sentBy,
                            transport == Transport.TLS ? ports.tls() : ports.main(),
                            transport.token().toUpperCase(Locale.ROOT),
                            Utils.getInstance().generateBranchId());
            via.setRPort();
            request.addFirst(via);
        } catch (ParseException | InvalidArgumentException | RuntimeException e) {
            throw new NotSentException("Via not put on", e);
        } catch (SipException e) {
            throw new NotSentException("Via not put on", e);
        }
    }

    /** Sends a request that has its Via, in a transaction of its own, which reports to {@code owner}. */
    ClientTransaction send(SIPRequest request, Path path, Exchange owner) throws NotSentException {
        try {
            request.checkHeaders();
            return start(request, channel(path), owner);
        } catch (SipException | ParseException | IOException | RuntimeException e) {
            throw new NotSentException(request.getMethod() + " not sent", e);
        }
    }

    /** Cancels an INVITE: on its channel, with its branch (RFC 3261 §9.1). */
    void sendCancel(ClientTransaction invite, SIPRequest cancel, Exchange owner) throws NotSentException {
        try {
            start(cancel, ((SIPClientTransaction) invite).getMessageChannel(), owner);
        } catch (SipException | RuntimeException e) {
            throw new NotSentException("CANCEL not sent", e);
        }
    }

    private ClientTransaction start(SIPRequest request, MessageChannel channel, Exchange owner) throws SipException {
        SIPClientTransaction transaction = stack.createClientTransaction(request, channel);
        if (transaction == null) {
            throw new SipException("no transaction");
        }
        transaction.setOriginalRequest(request);
        transaction.setNextHop(new HopImpl(channel.getPeerAddress(), channel.getPeerPort(), channel.getTransport()));
        transaction.setBranch(request.getTopmostVia().getBranch());
        transaction.addEventListener(provider);
        stack.addTransaction(transaction);
        transaction.setApplicationData(owner);
        useT1(transaction);
        if (channel instanceof StreamChannel stream) {
            streamMessages.expect(stream.peer(), owner);
        }
        transaction.sendRequest();
        return transaction;
    }

    private MessageChannel channel(Path path) throws IOException {
        if (path.transport().isStream()) {
            StreamChannel channel = streamMessages.channel(path.peer());
            if (channel == null) {
                throw new IOException("we do not speak " + path.transport().token());
            }
            return channel;
        }
        ListeningPointImpl point =
                (ListeningPointImpl) provider.getListeningPoint(path.transport().token());
        return point.getMessageProcessor()
                .createMessageChannel(
                        path.peer().address().getAddress(),
                        path.peer().address().getPort());
    }

    /** Ends a transaction whose response nobody waits for, or that cannot be answered. */
    void drop(@Nullable Transaction transaction) {
        if (transaction != null) {
            try {
                transaction.terminate();
            } catch (ObjectInUseException | RuntimeException e) {
                throw new IllegalStateException("a transaction can be ended at any time", e);
            }
        }
    }

    /** Sends an ACK to a 2xx that has its Via: it has no transaction (RFC 3261 §13.2.2.4). */
    void sendAck(SIPRequest ack, Path path) throws NotSentException {
        try {
            channel(path)
                    .sendMessage(
                            ack,
                            path.peer().address().getAddress(),
                            path.peer().address().getPort());
        } catch (IOException | RuntimeException e) {
            throw new NotSentException("ACK not sent", e);
        }
    }

    void reply(ServerTransaction transaction, SIPResponse response) throws NotSentException {
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException | RuntimeException e) {
            throw new NotSentException(response.getStatusCode() + " not sent", e);
        }
    }

    /** Sends a 2xx once more, past its transaction (RFC 3261 §13.3.1.4). */
    void replyAgain(ServerTransaction transaction, SIPResponse response) throws NotSentException {
        replyStateless(((SIPServerTransaction) transaction).getMessageChannel(), response);
    }

    /**
     * Sends a response without a transaction, the way that the request came (RFC 3261 §18.2.2, RFC 3581 §4): by the same
     * connection; or to the address that it came from, and the port that it came from or names.
     */
    void replyStateless(MessageChannel channel, SIPResponse response) throws NotSentException {
        try {
            if (channel instanceof StreamChannel stream) {
                stream.sendMessage(response);
                return;
            }
            Via via = response.getTopmostVia();
            String received = via.getReceived();
            int port = via.getRPort() > 0 ? via.getRPort() : via.getPort() > 0 ? via.getPort() : DEFAULT_PORT;
            channel.sendMessage(response, InetAddress.getByName(received == null ? via.getHost() : received), port);
        } catch (IOException | RuntimeException e) {
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
