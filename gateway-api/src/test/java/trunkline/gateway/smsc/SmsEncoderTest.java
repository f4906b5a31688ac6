package trunkline.gateway.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.config.AddressRules;
import trunkline.gateway.config.EncodingConfig;
import trunkline.gateway.config.EncodingConfig.Times;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsOptions.Handling;
import trunkline.gateway.message.SmsOptions.Ports;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.store.UnfinishedSms;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.FlashForm;
import trunkline.smpp.segment.LongMessages;
import trunkline.smpp.segment.NationalLanguage;
import trunkline.smpp.session.SubmitRequest;

class SmsEncoderTest {

    /** 2026-11-26T12:00:00Z. */
    private static final long NOON = 1_795_694_400_000_000L;

    private static final long HOUR = 3_600_000_000L;
    private static final EncodingSettings TURKISH = new EncodingSettings(
            DefaultAlphabet.GSM7_UNPACKED, LongMessages.UDH16, EnumSet.of(NationalLanguage.TURKISH));

    private long now = NOON;

    @Test
    void theConcatenationReferenceIsThatOfTheMessage() {
        EncodedSms sms = encode(EncodingSettings.BASIC, text("x".repeat(161)));
        assertThat(shortMessage(sms, 1)).startsWith("050003e70201");
        assertThat(shortMessage(sms, 2)).startsWith("050003e70202");
        assertThat(shortMessage(encode(TURKISH, text("x".repeat(161))), 2)).startsWith("060804c5e70202");
    }

    @ParameterizedTest(name = "{0} of {1} characters: form {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "UDH8          | 160 | -",
                "UDH8          | 161 | -", // the basic form
                "UDH16         | 160 | -", // one segment is the same in every form
                "UDH16         | 161 | gsm7-unpacked udh16",
                "SAR           | 161 | gsm7-unpacked sar",
                "PAYLOAD       | 160 | -",
                "PAYLOAD       | 161 | gsm7-unpacked payload",
                "SERVER_SPLITS | 161 | gsm7-unpacked server-splits"
            })
    void keepsTheFormThatWhatIsSentLaterHasToHave(LongMessages way, int length, @Nullable String form) {
        assertThat(encode(EncodingSettings.BASIC.with(way), text("x".repeat(length)))
                        .form())
                .isEqualTo(form);
    }

    @Test
    void aNationalTableBelongsToTheForm() {
        assertThat(encode(TURKISH, text("güneşli bir gün")).form()).isEqualTo("gsm7-unpacked udh16 tr");
        assertThat(encode(TURKISH, text("a sunny day")).form()).isNull();
    }

    /** Another process, after the operator has changed the settings: the same octets for the segments that are left. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"UDH8", "UDH16", "SAR", "PAYLOAD", "SERVER_SPLITS"})
    void whatIsSentLaterIsCutAsWhatWasSentBefore(LongMessages way) {
        for (String text : List.of("x".repeat(400), "ğ".repeat(300), "ж".repeat(100), "short", "kısa")) {
            for (EncodingSettings before : List.of(EncodingSettings.BASIC, TURKISH)) {
                OutboundMessage message = text(text);
                EncodedSms first = encode(before.with(way), message);
                for (EncodingSettings after : List.of(EncodingSettings.BASIC, TURKISH)) {
                    EncodedSms again = again(after, message, first.segments(), first.form());
                    assertThat(all(again)).isEqualTo(all(first));
                }
            }
        }
    }

    @Test
    void whatWasClaimedWholeIsCutAsItWasThen() {
        EncodedSms first = encode(EncodingSettings.BASIC, text("x".repeat(400)));
        assertThat(all(again(TURKISH, text("x".repeat(400)), 0, null))).isEqualTo(all(first));
        EncodedSms single = encode(TURKISH, text("a sunny day"));
        assertThat(all(again(TURKISH, text("a sunny day"), 0, null))).isEqualTo(all(single));
    }

    @Test
    void whatCannotBeCutAsBeforeIsNotCutAtAll() {
        assertThat(new SmsEncoder(config(EncodingSettings.BASIC), () -> now)
                        .encodeAgain(unfinished(text("x".repeat(400)), 2, null)))
                .isNull();
        assertThat(new SmsEncoder(config(EncodingSettings.BASIC), () -> now)
                        .encodeAgain(unfinished(text("x".repeat(400)), 3, "gsm9 udh64")))
                .isNull();
    }

    @Test
    void aFormIsReadAsItWasWritten() {
        for (DefaultAlphabet alphabet : DefaultAlphabet.values()) {
            for (LongMessages way : LongMessages.values()) {
                EncodingSettings settings = new EncodingSettings(
                        alphabet, way, alphabet.hasSeptets() ? EnumSet.allOf(NationalLanguage.class) : Set.of());
                assertThat(EncodingForm.read(EncodingForm.write(settings))).isEqualTo(settings);
            }
        }
        assertThat(EncodingForm.write(EncodingSettings.BASIC)).isNull();
        for (String broken : List.of("", "gsm7-unpacked", "gsm7-unpacked udh8 xx", "latin1 udh8 tr", "a b c d")) {
            assertThat(EncodingForm.read(broken)).as(broken).isNull();
        }
    }

    @Test
    void numbersSegmentsByParametersWhereTheSmscWantsThat() {
        EncodedSms sms = encode(EncodingSettings.BASIC.with(LongMessages.SAR), text("x".repeat(161)));
        SubmitRequest request = sms.request(2, 5);
        assertThat(request.userData().hasHeader()).isFalse();
        assertThat(request.userData().number().reference()).isEqualTo(0xC5E7);
        assertThat(List.of(
                        request.userData().number().total(),
                        request.userData().number().sequence()))
                .containsExactly(2, 2);
    }

    @ParameterizedTest(name = "{0} of {1} characters: payload {2}")
    @CsvSource({
        "PAYLOAD, 160, false",
        "PAYLOAD, 161, true",
        "SERVER_SPLITS, 161, false",
        "SERVER_SPLITS, 254, false",
        "SERVER_SPLITS, 255, true"
    })
    void aMessageInOnePieceGoesIntoThePayloadWhereItMust(LongMessages way, int length, boolean payload) {
        EncodedSms sms = encode(EncodingSettings.BASIC.with(way), text("x".repeat(length)));
        assertThat(sms.segments()).isEqualTo(1);
        assertThat(sms.request(1, 5).userData().isPayload()).isEqualTo(payload);
        assertThat(sms.request(1, 5).userData().length()).isEqualTo(length);
    }

    @Test
    void octetsGoAsTheyAreBehindTheirPorts() {
        SmsOptions options = new SmsOptions(false, new Ports(2_948, 9_200), Handling.NONE);
        EncodedSms sms =
                encode(EncodingSettings.BASIC, message(new Content.Binary("0106ff", options, SmsSize.UNKNOWN)));
        assertThat(shortMessage(sms, 1)).isEqualTo("0605040b8423f0" + "0106ff");
        assertThat(sms.request(1, 5).userData().dataCoding()).isEqualTo(4);
        assertThat(sms.request(1, 5).userData().hasHeader()).isTrue();
    }

    @Test
    void aFlashMessageSaysSoAsTheSmscUnderstandsIt() {
        SmsOptions flash = new SmsOptions(true, null, Handling.NONE);
        OutboundMessage message = message(new Content.Text("x", flash, SmsSize.UNKNOWN));
        assertThat(encode(EncodingSettings.BASIC, message)
                        .request(1, 5)
                        .userData()
                        .dataCoding())
                .isEqualTo(0x10);
        EncodingConfig other =
                new EncodingConfig(EncodingSettings.BASIC, FlashForm.MESSAGE_CLASS, Times.ABSOLUTE, AddressRules.USUAL);
        assertThat(Objects.requireNonNull(new SmsEncoder(other, () -> now).encode(message))
                        .request(1, 5)
                        .userData()
                        .dataCoding())
                .isEqualTo(0xF0);
    }

    @Test
    void tellsPriorityProtocolAndTimes() {
        Handling handling = new Handling(2, 0x41, NOON + 2 * HOUR, true);
        OutboundMessage message = message(
                new Content.Text("x", new SmsOptions(false, null, handling), SmsSize.UNKNOWN), Duration.ofHours(30));
        SubmitRequest request = encode(EncodingSettings.BASIC, message).request(1, 5);
        assertThat(request.options().priority()).isEqualTo(2);
        assertThat(request.options().protocolId()).isEqualTo(0x41);
        assertThat(request.options().registeredDelivery()).isEqualTo(1);
        assertThat(request.options().times().schedule()).isEqualTo("261126140000000+");
        assertThat(request.options().times().validity()).isEqualTo("261127180000000+");
    }

    @Test
    void tellsTheSpanThatIsLeftWhereTheSmscHasNoClockToTrust() {
        Handling handling = new Handling(0, 0, NOON + 2 * HOUR, true);
        OutboundMessage message = message(
                new Content.Text("x", new SmsOptions(false, null, handling), SmsSize.UNKNOWN), Duration.ofHours(30));
        EncodingConfig relative =
                new EncodingConfig(EncodingSettings.BASIC, FlashForm.GENERAL, Times.RELATIVE, AddressRules.USUAL);
        EncodedSms sms = Objects.requireNonNull(new SmsEncoder(relative, () -> now).encode(message));
        now = NOON + HOUR;
        assertThat(sms.request(1, 5).options().times().schedule()).isEqualTo("000000010000000R");
        assertThat(sms.request(1, 5).options().times().validity()).isEqualTo("000001050000000R");
        now = NOON + 40 * HOUR; // too late for both: at once, and hardly at all
        assertThat(sms.request(1, 5).options().times().validity()).isEqualTo("000000000001000R");
    }

    @Test
    void addressesGoWithTheTypesThatTheSmscWants() {
        AddressRules.Type national = new AddressRules.Type(TypeOfNumber.NATIONAL, NumberingPlan.NATIONAL);
        AddressRules rules = new AddressRules(national, national, national, national, national);
        EncodingConfig config = new EncodingConfig(EncodingSettings.BASIC, FlashForm.GENERAL, Times.ABSOLUTE, rules);
        SubmitRequest request = Objects.requireNonNull(new SmsEncoder(config, () -> now).encode(text("x")))
                .request(1, 5);
        assertThat(request.destination().typeOfNumber()).isEqualTo(TypeOfNumber.NATIONAL);
        assertThat(request.source().numberingPlan()).isEqualTo(NumberingPlan.NATIONAL);
    }

    @Test
    void tellsTheSmscNothingThatNobodyAskedFor() {
        SubmitRequest request = encode(EncodingSettings.BASIC, text("x")).request(1, 5);
        assertThat(request.options().times().validity()).isEmpty();
        assertThat(request.options().times().schedule()).isEmpty();
    }

    @Test
    void anSmsThatTakesTooManySegmentsIsNotEncoded() {
        assertThat(new SmsEncoder(config(EncodingSettings.BASIC), () -> now).encode(text("ğ".repeat(20_000))))
                .isNull();
    }

    private EncodedSms encode(EncodingSettings settings, OutboundMessage message) {
        return Objects.requireNonNull(new SmsEncoder(config(settings), () -> now).encode(message));
    }

    private EncodedSms again(EncodingSettings settings, OutboundMessage message, int segments, @Nullable String form) {
        return Objects.requireNonNull(
                new SmsEncoder(config(settings), () -> now).encodeAgain(unfinished(message, segments, form)));
    }

    private static UnfinishedSms unfinished(OutboundMessage message, int segments, @Nullable String form) {
        return new UnfinishedSms(message, 1, Collections.nCopies(segments, SegmentState.CLAIMED), form);
    }

    private static EncodingConfig config(EncodingSettings settings) {
        return new EncodingConfig(settings, FlashForm.GENERAL, Times.ABSOLUTE, AddressRules.USUAL);
    }

    private static OutboundMessage text(String text) {
        return message(Content.Text.of(text));
    }

    private static OutboundMessage message(Content content) {
        return message(content, Duration.ofDays(3));
    }

    private static OutboundMessage message(Content content, Duration validity) {
        MessageRequest request =
                new MessageRequest(1, new Sender("Trunkline"), new PhoneNumber("+46736265449"), content, validity);
        return new OutboundMessage(new MessageId(1, 2), request, "carrier-a", NOON, 0xC5E7);
    }

    private static List<String> all(EncodedSms sms) {
        return IntStream.rangeClosed(1, sms.segments())
                .mapToObj(number -> shortMessage(sms, number)
                        + sms.request(number, 5).userData().dataCoding()
                        + sms.request(number, 5).userData().number()
                        + sms.request(number, 5).userData().isPayload())
                .toList();
    }

    private static String shortMessage(EncodedSms sms, int number) {
        return HexFormat.of().formatHex(sms.request(number, 5).userData().toArray());
    }
}
