package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.smpp.pdu.DeliverSM;
import org.smpp.pdu.PDUException;
import org.smpp.pdu.SubmitSM;
import org.smpp.smscsim.DeliveryInfoSender;
import org.smpp.smscsim.PDUProcessorGroup;
import org.smpp.smscsim.SMSCListenerImpl;
import org.smpp.smscsim.SMSCSession;
import org.smpp.smscsim.ShortMessageStore;
import org.smpp.smscsim.SimulatorPDUProcessor;
import org.smpp.smscsim.SimulatorPDUProcessorFactory;
import org.smpp.smscsim.util.Attribute;
import org.smpp.smscsim.util.Record;
import org.smpp.smscsim.util.Table;
import trunkline.smpp.address.Address;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.SubmitOptions;

/** A bind against OpenSMPP's simulator, Logica's own of old: ids such as Smsc2001, and receipts from the wrong number. */
class OpenSmppSmscIT extends ForeignSmsc {

    /** How long its stop may wait for the next connection. */
    private static final int ACCEPT_MILLIS = 100;

    private static final Address SOURCE = Address.alphanumeric("Trunkline");

    private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();
    private static final PDUProcessorGroup SESSIONS = new PDUProcessorGroup();
    private static final DeliveryInfoSender RECEIPTS = new DeliveryInfoSender();
    private static int port;
    private static SMSCListenerImpl listener = new SMSCListenerImpl(0, true);

    /** Once for all: its stop takes seconds. */
    @BeforeAll
    static void startSmsc() throws IOException {
        port = JsmppSmscIT.freePort();
        var account = new Record();
        account.add(new Attribute("name", "pavel"));
        account.add(new Attribute("password", "dfsew"));
        account.add(new Attribute("timeout", "unlimited"));
        var users = new Table();
        users.add(account);
        var factory = new SimulatorPDUProcessorFactory(SESSIONS, new Store(), RECEIPTS, users);
        factory.setDisplayInfo(false);
        RECEIPTS.start();
        listener = new SMSCListenerImpl(port, true);
        listener.setPDUProcessorFactory(factory);
        listener.setAcceptTimeout(ACCEPT_MILLIS);
        listener.start();
    }

    @AfterAll
    static void stopSmsc() throws IOException {
        listener.stop();
        RECEIPTS.stop();
    }

    @AfterEach
    void forget() {
        dropLinks();
        SEEN.clear();
    }

    @Override
    int port() {
        return port;
    }

    @Override
    Credentials credentials() {
        return new Credentials("pavel", "dfsew");
    }

    @Override
    List<Seen> seen() {
        return SEEN;
    }

    @Override
    void sendMessage() {
        try {
            var message = new DeliverSM();
            message.setSourceAddr("46701");
            message.setDestAddr("72456");
            message.setShortMessage(message());
            ((SimulatorPDUProcessor) SESSIONS.get(0)).serverRequest(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PDUException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    String message() {
        return "From OpenSMPP";
    }

    @Override
    void dropLinks() {
        for (int i = 0; i < SESSIONS.count(); i++) {
            SMSCSession session = ((SimulatorPDUProcessor) SESSIONS.get(i)).getSession();
            session.stop();
            try {
                session.getConnection().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void asksWhereAMessageStandsAndCancelsIt() {
        try (var gateway = bound()) {
            gateway.submit(1, "x", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L));
            String id = ((Accepted) gateway.outcome(1)).smscMessageId();
            OperationOutcome queried =
                    gateway.bind.operate(new OperationRequest.Query(id, SOURCE)).join();
            // it answers message_state 0, whatever became of the message
            assertThat(queried).isEqualTo(new OperationOutcome.Queried(MessageState.SCHEDULED, 0, ""));
            var cancel = new OperationRequest.Cancel("", id, SOURCE, Address.NONE);
            assertThat(gateway.bind.operate(cancel).join()).isEqualTo(new OperationOutcome.Done());
        }
    }

    /** Remembers what was submitted. */
    private static final class Store extends ShortMessageStore {

        @Override
        public synchronized void submit(SubmitSM message, String messageId, String systemId)
                throws java.io.UnsupportedEncodingException {
            byte[] octets = message.getShortMessage() == null
                    ? new byte[0]
                    : message.getShortMessageData().getBuffer();
            SEEN.add(new Seen(
                    message.getEsmClass() & 0xFF,
                    message.getDataCoding() & 0xFF,
                    HexFormat.of().formatHex(octets)));
            super.submit(message, messageId, systemId);
        }
    }
}
