package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.storage.FilledStore.ACCOUNT;
import static trunkline.gateway.storage.FilledStore.WAY;
import static trunkline.gateway.storage.FilledStore.get;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.Change;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.Timeline;

class PassingTextsTest extends OnFilledStore {

    private static final SmsOptions PASSING = SmsOptions.NONE.storingBody(false);

    @Test
    void noOctetOfATextIsOnTheDiskOnceItsSmscHasIt() {
        // one in a page of its own, one that overflows its page, and neighbours that make pages split
        String secret = "the code is 493817";
        String longSecret = "begins here 493818" + " and goes on".repeat(400) + " ends there 493819";
        List<OutboundMessage> passing = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            filled.accept(PHONE, "neighbour " + i + "x".repeat(i));
            if (i % 100 == 50) {
                passing.add(accept(text(secret + " " + i)));
                passing.add(accept(text(longSecret)));
            }
        }
        assertThat(filled.isOnDisk("493817")).isTrue();
        assertThat(filled.isOnDisk("493819")).isTrue();

        passing.forEach(filled::submitted);
        filled.awaitGone("4938");
        assertThat(filled.isOnDisk("neighbour 299")).isTrue();
        assertThat(filled.isOnDisk("goes on")).isFalse();
    }

    @Test
    void lengthAndHashStay() throws Exception {
        OutboundMessage text = accept(text("h\u00e4lsning"));
        OutboundMessage octets = accept(new Content.Binary("00ff1b", PASSING, SmsSize.of("binary", 2)));
        filled.submitted(text);
        filled.submitted(octets);

        Content.Dropped ofText = dropped(text);
        assertThat(ofText.length()).isEqualTo(8);
        assertThat(ofText.hash()).isEqualTo(hmac("h\u00e4lsning".getBytes(StandardCharsets.UTF_8)));
        assertThat(ofText.size()).isEqualTo(SmsSize.of("gsm7", 2));
        Content.Dropped ofOctets = dropped(octets);
        assertThat(ofOctets.binary()).isTrue();
        assertThat(ofOctets.length()).isEqualTo(3);
        assertThat(ofOctets.hash()).isEqualTo(hmac(new byte[] {0, (byte) 0xFF, 0x1B}));
        assertThat(Files.getPosixFilePermissions(secretFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aTextStaysAsLongAsItMayHaveToBeSent() {
        OutboundMessage waiting = accept(text("not yet sent"));
        OutboundMessage kept = accept(new Content.Text("kept", SmsOptions.NONE.storingBody(true), SmsSize.UNKNOWN));
        end(kept);

        assertThat(content(waiting)).isInstanceOf(Content.Text.class);
        assertThat(content(kept)).isInstanceOf(Content.Text.class);
    }

    @Test
    void whateverEndsAMessageDropsItsText() throws Exception {
        OutboundMessage ended = accept(text("ends"));
        OutboundMessage cancelled = accept(text("is taken back"));
        OutboundMessage planned = accept(
                FilledStore.sms(PHONE, text("is planned"), new SendPlan(filled.nowMicros() + 3_600_000_000L, null)));
        get(filled.store().messages().change(ACCOUNT, planned.id(), new Change(null, text("is changed"))));
        filled.restart();

        end(ended);
        get(filled.store().messages().cancel(ACCOUNT, cancelled.id()));
        get(filled.store().messages().cancel(ACCOUNT, planned.id()));

        assertThat(List.of(
                        dropped(ended).length(),
                        dropped(cancelled).length(),
                        dropped(planned).length()))
                .containsExactly("ends".length(), "is taken back".length(), "is changed".length());
        assertThat(dropped(planned).hash()).isEqualTo(hmac("is changed".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void receiptsThatQuoteItAreKeptWithoutTheirOctets() {
        OutboundMessage passing = accept(text("quoted"));
        OutboundMessage other = filled.accept(PHONE, "kept");
        filled.delivered(passing);
        filled.delivered(other);

        assertThat(receipts(passing)).hasSize(2).allSatisfy(receipt -> assertThat(receipt.pdu())
                .isEmpty());
        assertThat(receipts(other)).hasSize(2).allSatisfy(receipt -> assertThat(receipt.pdu())
                .isNotEmpty());
        assertThat(get(filled.store().messages().find(ACCOUNT, passing.id()))
                        .orElseThrow()
                        .progress()
                        .state())
                .isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void theTextOfARepetitionStaysUntilItEnds() {
        Repetition asked = new Repetition(3, Duration.ofMinutes(5), "0123456789", null);
        MessageRequest request = FilledStore.sms(PHONE, text("again and again"), SendPlan.NOW);
        OutboundMessage first =
                ((AcceptOutcome.Kept) get(filled.store().repetitions().accept(request, WAY, asked, null))).message();
        end(first);
        assertThat(content(first)).isInstanceOf(Content.Text.class);

        filled.later(Duration.ofMinutes(5));
        get(filled.store().repetitions().repeatDue(filled.nowMicros(), 10, asking -> 0));
        OutboundMessage second = filled.log().kept().get(1);
        assertThat(second.request().content()).isEqualTo(first.request().content());
        end(second);
        assertThat(content(second)).as("of no use to the third").isInstanceOf(Content.Dropped.class);
        assertThat(content(first)).isInstanceOf(Content.Text.class);

        get(filled.store().repetitions().hit(first.key(), new LinkHit(1, LinkHit.Kind.CLICK, "phone")));
        assertThat(content(first)).isInstanceOf(Content.Dropped.class);
    }

    @Test
    void theLastTimeOfARepetitionEndsItToo() {
        Repetition asked = new Repetition(2, Duration.ofMinutes(5), "0123456789", null);
        MessageRequest request = FilledStore.sms(PHONE, text("twice"), SendPlan.NOW);
        OutboundMessage first =
                ((AcceptOutcome.Kept) get(filled.store().repetitions().accept(request, WAY, asked, null))).message();
        end(first);
        filled.later(Duration.ofMinutes(5));
        get(filled.store().repetitions().repeatDue(filled.nowMicros(), 10, asking -> 0));

        assertThat(content(first)).isInstanceOf(Content.Dropped.class);
        assertThat(content(filled.log().kept().get(1))).as("is yet to be sent").isInstanceOf(Content.Text.class);
    }

    @Test
    void aRequestThatComesAgainIsKnownWithoutAGuessableHashOfIt() throws Exception {
        RequestKey key = new RequestKey("order-17", "fingerprint-of-the-body");
        MessageRequest request = FilledStore.sms(PHONE, text("once"), SendPlan.NOW);
        OutboundMessage made =
                ((AcceptOutcome.Kept) get(filled.store().messages().acceptOnce(request, WAY, key))).message();
        end(made);

        assertThat(filled.rowsWith("fingerprint-of-the-body")).isEmpty();
        assertThat(get(filled.store().messages().acceptOnce(request, WAY, key)))
                .isInstanceOfSatisfying(AcceptOutcome.Repeated.class, repeated -> assertThat(
                                repeated.message().request().content())
                        .isInstanceOf(Content.Dropped.class));
        assertThat(get(filled.store().messages().acceptOnce(request, WAY, new RequestKey("order-17", "other"))))
                .isEqualTo(new AcceptOutcome.OtherRequest());
    }

    private static Content.Text text(String text) {
        return new Content.Text(text, PASSING, SmsSize.of("gsm7", 2));
    }

    private OutboundMessage accept(Content content) {
        return accept(FilledStore.sms(PHONE, content, SendPlan.NOW));
    }

    private OutboundMessage accept(MessageRequest request) {
        return filled.accept(request, WAY);
    }

    private void end(OutboundMessage message) {
        get(filled.store().messages().end(List.of(new Ending(message.key(), SmsState.FAILED, "x"))));
    }

    private Content content(OutboundMessage message) {
        return get(filled.store().messages().find(ACCOUNT, message.id()))
                .orElseThrow()
                .message()
                .request()
                .content();
    }

    private Content.Dropped dropped(OutboundMessage message) {
        return (Content.Dropped) content(message);
    }

    private List<Timeline.Receipt> receipts(OutboundMessage message) {
        return get(filled.store().messages().timeline(ACCOUNT, message.id()))
                .orElseThrow()
                .receipts();
    }

    private Path secretFile() {
        return directory.resolve("test.db.secret");
    }

    private String hmac(byte[] octets) throws Exception {
        byte[] secret = HexFormat.of().parseHex(Files.readString(secretFile()).strip());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(octets));
    }
}
