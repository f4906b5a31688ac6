package trunkline.smpp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.smpp.address.Address;
import trunkline.smpp.simulator.SimulatorListener.ReceivedMessage;
import trunkline.smpp.simulator.SimulatorListener.SentReceipt;
import trunkline.smpp.simulator.SmscBehaviour.Ids;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscBehaviour.Responses;

/** The simulated SMSC seen by jsmpp's client, which nobody here wrote. */
class SmscSimulatorIT {

    private final List<ReceivedMessage> messages = new CopyOnWriteArrayList<>();
    private final List<SentReceipt> receipts = new CopyOnWriteArrayList<>();
    private final List<DeliverSm> delivered = new CopyOnWriteArrayList<>();
    private final SmscSimulator smsc = new SmscSimulator(
            SimulatorSettings.LOOPBACK.withAccount("esme", "pw"), SmscBehaviour.PERFECT, new SimulatorListener() {
                @Override
                public void onMessage(ReceivedMessage message) {
                    messages.add(message);
                }

                @Override
                public void onReceipt(SentReceipt receipt) {
                    receipts.add(receipt);
                }
            });

    @BeforeEach
    void start() {
        smsc.start();
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    void answersASubmitWithAnIdAndSendsTheReceiptUnderTheSame() throws Exception {
        SMPPSession esme = bind(BindType.BIND_TRX, "pw");
        String id = submit(esme, "hello", 1);
        await().until(() -> delivered.size() == 1);
        String receipt = new String(delivered.get(0).getShortMessage(), StandardCharsets.US_ASCII);
        assertThat(receipt)
                .matches("id:" + id + " sub:001 dlvrd:001 submit date:[0-9]{10} done date:[0-9]{10}"
                        + " stat:DELIVRD err:000 text:hello");
        assertThat(delivered.get(0).isSmscDeliveryReceipt()).isTrue();
        assertThat(delivered.get(0).getSourceAddr()).isEqualTo("46701");
        assertThat(delivered
                        .get(0)
                        .getOptionalParameter(OptionalParameter.Receipted_message_id.class)
                        .getValueAsString())
                .isEqualTo(id);
        assertThat(messages)
                .containsExactly(new ReceivedMessage(
                        Address.alphanumeric("src"), Address.international("46701"), "hello", 1, 0));
        assertThat(receipts).containsExactly(new SentReceipt(id, Address.international("46701"), "DELIVRD"));
        await().until(() -> smsc.waiting() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void writesIdsInTheFormItIsTold(IdForm form) throws Exception {
        smsc.behave(SmscBehaviour.PERFECT
                .withIds(new Ids(form, IdForm.DECIMAL))
                .withReceipts(Receipts.AT_ONCE.withoutParameters()));
        String id = submit(bind(BindType.BIND_TRX, "pw"), "x", 1);
        await().until(() -> receipts.size() == 1);
        assertThat(id).isEqualTo(form.format(Long.parseLong(receipts.get(0).id())));
        await().until(() -> delivered.size() == 1);
        assertThat(delivered.get(0).getOptionalParameters()).isEmpty();
    }

    @Test
    void sendsReceiptsToTheReceiverOfTheSameEsmeAlsoIfItBindsLater() throws Exception {
        SMPPSession transmitter = bind(BindType.BIND_TX, "pw");
        submit(transmitter, "x", 1);
        await().until(() -> smsc.waiting() == 1);
        assertThat(delivered).isEmpty();
        bind(BindType.BIND_RX, "pw");
        await().until(() -> delivered.size() == 1);
    }

    @Test
    void offersAReceiptAgainThatALostLinkLeftUnanswered() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT.withReceipts(Receipts.after(Duration.ofMillis(300))));
        SMPPSession first = bind(BindType.BIND_TRX, "pw");
        submit(first, "x", 1);
        smsc.dropLinks();
        await().until(() -> smsc.binds() == 0);
        await().until(() -> smsc.waiting() == 1);
        bind(BindType.BIND_TRX, "pw");
        await().until(() -> delivered.size() == 1);
    }

    @Test
    void aLinkThatLeavesTakesNothingFromTheOthers() throws Exception {
        SMPPSession leaving = bind(BindType.BIND_TX, "pw");
        SMPPSession transmitter = bind(BindType.BIND_TX, "pw");
        bind(BindType.BIND_RX, "pw");
        leaving.unbindAndClose();
        await().until(() -> smsc.binds() == 2);
        submit(transmitter, "x", 1);
        await().until(() -> delivered.size() == 1);
    }

    @Test
    void asksForNoReceiptWhereNoneWasWanted() throws Exception {
        SMPPSession esme = bind(BindType.BIND_TRX, "pw");
        submit(esme, "x", 0);
        submit(esme, "x", 2); // on failure only
        smsc.behave(SmscBehaviour.PERFECT.withReceipts(Receipts.AT_ONCE.withState("UNDELIV")));
        submit(esme, "x", 2);
        await().until(() -> receipts.size() == 1);
        assertThat(receipts.get(0).state()).isEqualTo("UNDELIV");
    }

    @Test
    void sendsAReceiptTwiceWhereItIsToldTo() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT.withReceipts(Receipts.AT_ONCE.withShares(0.5, 1)));
        submit(bind(BindType.BIND_TRX, "pw"), "x", 1);
        await().until(() -> delivered.size() == 2);
        assertThat(receipts.get(0)).isEqualTo(receipts.get(1));
    }

    @Test
    void sendsAMessageFromAPhoneInSegments() throws Exception {
        bind(BindType.BIND_TRX, "pw");
        smsc.send("esme", Address.international("46709"), Address.shortCode("72456"), "x".repeat(161));
        smsc.send("esme", Address.international("46709"), Address.shortCode("72456"), "ж");
        await().until(() -> delivered.size() == 3);
        // jsmpp hands deliveries to several threads, so that they come in any order here
        assertThat(delivered)
                .filteredOn(DeliverSm::isUdhi)
                .extracting(part -> part.getShortMessage().length)
                .containsExactlyInAnyOrder(6 + 153, 6 + 8);
        assertThat(delivered).filteredOn(part -> !part.isUdhi()).singleElement().satisfies(part -> assertThat(
                        part.getDataCoding())
                .isEqualTo((byte) 8));
    }

    @ParameterizedTest
    @CsvSource({"wrong, 0x0E", "pw, 0x05"})
    void refusesBindsWithTheStatusOfTheCase(String password, int status) {
        if (password.equals("pw")) {
            smsc.behave(SmscBehaviour.PERFECT.withAdmission(Admission.refusing(status)));
        }
        assertThatThrownBy(() -> bind(BindType.BIND_TRX, password))
                .hasRootCauseInstanceOf(NegativeResponseException.class)
                .rootCause()
                .extracting(e -> ((NegativeResponseException) e).getCommandStatus())
                .isEqualTo(status);
    }

    @Test
    void refusesSubmitsByTheirShareAndAboveTheRate() throws Exception {
        SMPPSession esme = bind(BindType.BIND_TRX, "pw");
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.failing(0x14, 0.5)));
        assertThat(refused(esme, 200, 0x14)).isBetween(60, 140);
        smsc.behave(SmscBehaviour.PERFECT.withLoad(Load.throttledAbove(1)));
        assertThat(refused(esme, 20, 0x58)).isGreaterThanOrEqualTo(10);
        smsc.behave(SmscBehaviour.PERFECT);
        assertThat(refused(esme, 20, 0x58)).isZero();
    }

    @Test
    void cutsTheLinkAtTheSubmitItIsToldToWithoutAnAnswer() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT.withLinks(Links.cutAfterSubmits(3)));
        SMPPSession esme = bind(BindType.BIND_TRX, "pw");
        submit(esme, "1", 0);
        submit(esme, "2", 0);
        assertThatThrownBy(() -> submit(esme, "3", 0)).isNotNull();
        await().until(() -> smsc.binds() == 0);
        assertThat(messages).hasSize(3);
    }

    @Test
    void letsAReceiverSubmitNothing() throws Exception {
        SMPPSession receiver = bind(BindType.BIND_RX, "pw");
        assertThatThrownBy(() -> submit(receiver, "x", 0)).isInstanceOf(IOException.class);
        assertThat(smsc.submits()).isZero();
    }

    private SMPPSession bind(BindType type, String password) throws IOException {
        var session = new SMPPSession();
        session.setMessageReceiverListener(new Receiver());
        session.connectAndBind(
                "127.0.0.1",
                smsc.port(),
                new BindParameter(
                        type, "esme", password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, ""));
        return session;
    }

    private static String submit(SMPPSession session, String text, int registeredDelivery)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "src",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        "46701",
                        new ESMClass(0),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(registeredDelivery),
                        (byte) 0,
                        DataCodings.ZERO,
                        (byte) 0,
                        text.getBytes(StandardCharsets.US_ASCII))
                .getMessageId();
    }

    private static int refused(SMPPSession session, int submits, int status) throws Exception {
        int refused = 0;
        for (int i = 0; i < submits; i++) {
            try {
                submit(session, "x", 0);
            } catch (NegativeResponseException e) {
                assertThat(e.getCommandStatus()).isEqualTo(status);
                refused++;
            }
        }
        return refused;
    }

    private final class Receiver implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm message) {
            delivered.add(message);
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification notification) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm message, Session session) throws ProcessRequestException {
            throw new ProcessRequestException("none is sent", 8);
        }
    }
}
