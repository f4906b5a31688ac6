package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.receipt.IdLearning;
import trunkline.smpp.receipt.IdMatch.Claim;
import trunkline.smpp.receipt.IdMatch.Evidence;
import trunkline.smpp.receipt.IdMatch.Take;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.NationalLanguage;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.LinkLoss.Cause;
import trunkline.smpp.session.SubmitOptions;

/** What a bind has to do with every SMSC that nobody here wrote. */
abstract class ForeignSmsc {

    private static final DeliveryReceiptParser PARSER =
            new DeliveryReceiptParser(ReceiptSettings.DEFAULT.withIds(IdSettings.LEARNT));

    /** A submit_sm as the other side saw it, its octets in hexadecimal. */
    record Seen(int esmClass, int dataCoding, String hex) {

        byte[] octets() {
            return HexFormat.of().parseHex(hex);
        }
    }

    abstract int port();

    abstract Credentials credentials();

    abstract List<Seen> seen();

    /** Has a phone send a message. */
    abstract void sendMessage();

    /** Text of the message that {@link #sendMessage} sends, one character an octet. */
    abstract String message();

    abstract void dropLinks();

    @Test
    void takesAShortMessage() {
        try (var gateway = bound()) {
            gateway.submit(1, "Hello, 10 € [ok] @", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L) && seen().size() == 1);
            assertThat(gateway.outcome(1)).isInstanceOf(Accepted.class);
            assertThat(seen().get(0).hex()).isEqualTo("48656c6c6f2c203130201b65201b3c6f6b1b3e2000");
        }
    }

    @Test
    void takesFourHundredCharactersAsThreeSegmentsOfOneText() {
        String text = "The quick brown fox jumps over the lazy dog. ".repeat(9).substring(0, 400);
        try (var gateway = bound()) {
            assertThat(gateway.submit(10, text, SubmitOptions.NONE)).isEqualTo(3);
            await().until(() -> gateway.outcomes.size() == 3 && seen().size() == 3);
        }
        assertThat(seen()).allMatch(segment -> (segment.esmClass() & 0x40) != 0);
        var whole = new ByteArrayOutputStream();
        for (int sequence = 1; sequence <= 3; sequence++) {
            byte wanted = (byte) sequence;
            byte[] part = seen().stream()
                    .map(Seen::octets)
                    .filter(octets -> octets[5] == wanted && octets[4] == 3)
                    .findFirst()
                    .orElseThrow();
            whole.write(part, 6, part.length - 6);
        }
        assertThat(whole.toString(StandardCharsets.US_ASCII)).isEqualTo(text);
    }

    @Test
    void takesTurkishByItsTableAndRussianInUcs2() {
        var turkish = new EncodingSettings(
                EncodingSettings.BASIC.alphabet(),
                EncodingSettings.BASIC.longMessages(),
                Set.of(NationalLanguage.TURKISH));
        try (var gateway = bound(turkish)) {
            gateway.submit(1, "Şimdi İstanbul'a geliyor", SubmitOptions.NONE);
            await().until(() -> seen().size() == 1);
            gateway.submit(2, "Привет", SubmitOptions.NONE);
            await().until(() -> seen().size() == 2 && gateway.outcomes.size() == 2);
        }
        Seen byTable = seen().get(0);
        assertThat(byTable.esmClass() & 0x40).isEqualTo(0x40);
        assertThat(byTable.dataCoding()).isZero();
        // the header names the locking table (3GPP TS 23.040 §9.2.3.24.16); Ş is 0x1C of it, and İ 0x40
        assertThat(byTable.hex()).isEqualTo("03250101" + "1c696d646920" + "407374616e62756c27612067656c69796f72");
        assertThat(seen().get(1).dataCoding()).isEqualTo(8);
        assertThat(seen().get(1).octets()).isEqualTo("Привет".getBytes(StandardCharsets.UTF_16BE));
    }

    @Test
    void theReceiptIsMatchedWithoutAnySetting() {
        try (var gateway = bound()) {
            gateway.submit(1, "Hello", SubmitOptions.WITH_RECEIPT);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !receipts(gateway).isEmpty());
            String responseId = ((Accepted) gateway.outcome(1)).smscMessageId();
            DeliveryReceipt receipt = receipts(gateway).get(0);
            Claim claim = new Claim(1, responseId, Evidence.NONE);
            assertThat(new IdLearning(IdSettings.LEARNT).choose(receipt.ids(), List.of(claim), true))
                    .isEqualTo(new Take(claim, true));
            assertThat(receipt.state()).isEqualTo(MessageState.DELIVERED);
        }
    }

    @Test
    void takesAMessageFromAPhone() {
        try (var gateway = bound()) {
            sendMessage();
            await().until(() -> !gateway.deliveries.isEmpty());
            var delivery = gateway.deliveries.get(0);
            assertThat(new String(delivery.userData(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(message());
            assertThat(PARSER.parse(delivery)).isEmpty();
        }
    }

    @Test
    void comesBackAfterALinkThatWasDropped() {
        try (var gateway = bound()) {
            gateway.submit(1, "before", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L));
            dropLinks();
            await().atMost(Duration.ofSeconds(20)).until(() -> gateway.bounds.get() >= 2);
            assertThat(gateway.losses.get(0).cause()).isIn(Cause.PEER_CLOSED, Cause.PEER_UNBOUND, Cause.IO_ERROR);
            gateway.submit(2, "behind", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(2L));
            assertThat(gateway.outcome(2)).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void refusesAWrongPassword() {
        var wrong = BindSettings.of(
                "foreign", "127.0.0.1", port(), new Credentials(credentials().systemId(), "wrong"));
        try (var gateway = new Gateway(wrong)) {
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.losses.get(0).commandStatus()).isEqualTo(CommandStatus.ESME_RINVPASWD);
        }
    }

    final Gateway bound() {
        return bound(EncodingSettings.BASIC);
    }

    private Gateway bound(EncodingSettings encoding) {
        var settings =
                BindSettings.of("foreign", "127.0.0.1", port(), credentials()).withTimings(Gateway.QUICK);
        var gateway = new Gateway(settings, encoding);
        await().atMost(Duration.ofSeconds(30)).until(() -> gateway.bounds.get() == 1);
        return gateway;
    }

    static List<DeliveryReceipt> receipts(Gateway gateway) {
        return gateway.deliveries.stream()
                .flatMap(delivery -> PARSER.parse(delivery).stream())
                .toList();
    }
}
