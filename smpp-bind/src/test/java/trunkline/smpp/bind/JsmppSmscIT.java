package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.examples.SMPPServerSimulator;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.SubmitOptions;

/** A bind against jsmpp's own SMSC simulator, which nobody here wrote: ids are hexadecimal in the response only. */
class JsmppSmscIT {

    private static final DeliveryReceiptParser PARSER =
            new DeliveryReceiptParser(ReceiptSettings.DEFAULT.withIds(ReceiptSettings.IdSettings.HEX_RESPONSE));

    private final List<SubmitSm> submits = new CopyOnWriteArrayList<>();
    private BindSettings settings = Gateway.settings(1);

    @BeforeEach
    void startSmsc() throws IOException {
        int port = freePort();
        var smsc = new SMPPServerSimulator(false, port, "j", "jpwd") {
            @Override
            public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session)
                    throws ProcessRequestException {
                submits.add(submit);
                return super.onAcceptSubmitSm(submit, session);
            }
        };
        var thread = new Thread(smsc, "jsmpp-smsc");
        thread.setDaemon(true);
        thread.start();
        settings = BindSettings.of("jsmpp", "127.0.0.1", port, new Credentials("j", "jpwd"))
                .withTimings(Gateway.QUICK);
    }

    @Test
    void takesAShortMessageAndItsReceiptIsMatched() {
        try (var gateway = new Gateway(settings)) {
            await().until(() -> gateway.bounds.get() == 1);
            gateway.submit(1, "Hello from Trunkline", SubmitOptions.WITH_RECEIPT);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> !receipts(gateway).isEmpty());

            assertThat(submits).hasSize(1);
            assertThat(text(submits.get(0).getShortMessage(), 0)).isEqualTo("Hello from Trunkline");
            String responseId = ((Accepted) gateway.outcome(1)).smscMessageId();
            DeliveryReceipt receipt = receipts(gateway).get(0);
            assertThat(receipt.ids().text()).isNotEqualTo(responseId);
            assertThat(receipt.ids().normal()).isEqualTo(PARSER.normalResponseId(responseId));
            assertThat(receipt.state()).isEqualTo(MessageState.DELIVERED);
        }
    }

    @Test
    void takesFourHundredCharactersAsThreeSegmentsOfOneText() {
        String text = "The quick brown fox jumps over the lazy dog. ".repeat(9).substring(0, 400);
        try (var gateway = new Gateway(settings)) {
            await().until(() -> gateway.bounds.get() == 1);
            assertThat(gateway.submit(10, text, SubmitOptions.NONE)).isEqualTo(3);
            await().until(() -> gateway.outcomes.size() == 3);
        }
        assertThat(submits).hasSize(3).allMatch(SubmitSm::isUdhi);
        var whole = new ByteArrayOutputStream();
        for (int sequence = 1; sequence <= 3; sequence++) {
            byte wanted = (byte) sequence;
            byte[] part = submits.stream()
                    .map(SubmitSm::getShortMessage)
                    .filter(octets -> octets[5] == wanted && octets[4] == 3)
                    .findFirst()
                    .orElseThrow();
            whole.write(part, 6, part.length - 6);
        }
        assertThat(whole.toString(StandardCharsets.US_ASCII)).isEqualTo(text);
    }

    @Test
    void deliversAMessageOfItsOwnAccordUponBind() {
        try (var gateway = new Gateway(settings)) {
            await().until(() -> gateway.deliveries.size() == 1);
            assertThat(text(gateway.deliveries.get(0).userData(), 0)).isEqualTo("Hello World");
            assertThat(PARSER.parse(gateway.deliveries.get(0))).isEmpty();
        }
    }

    @Test
    void refusesAWrongPassword() {
        var wrong = BindSettings.of("jsmpp", "127.0.0.1", settings.smsc().port(), new Credentials("j", "wrong"));
        try (var gateway = new Gateway(wrong)) {
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.losses.get(0).commandStatus()).isEqualTo(CommandStatus.ESME_RINVPASWD);
        }
    }

    private static List<DeliveryReceipt> receipts(Gateway gateway) {
        return gateway.deliveries.stream()
                .flatMap(delivery -> PARSER.parse(delivery).stream())
                .toList();
    }

    private static String text(byte[] octets, int from) {
        return new String(octets, from, octets.length - from, StandardCharsets.US_ASCII);
    }

    /** jsmpp's simulator wants to be told a port; this one was free a moment ago. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
