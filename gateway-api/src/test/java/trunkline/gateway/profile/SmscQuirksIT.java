package trunkline.gateway.profile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import trunkline.gateway.profile.Sides.Sent;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Responses;

/** What an SMSC needs: with the profile it works, and with only the base it fails in the way that is known. */
@ExtendWith(QuirkLab.class)
class SmscQuirksIT {

    /** The base learns how ids differ; this is what an ESME does that compares them, as Kannel does unless it is told. */
    private static final String AS_THEY_ARE =
            "ids: {submit_resp: {base: opaque}, receipt_text: {base: opaque}, receipt_tlv: {base: opaque}}";

    private static final String LONG_TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(5);

    @Test
    @Proves({"/smpp/ids/submit_resp/base", "/smpp/ids/receipt_text/base"})
    @Quirk(profile = "ids: {submit_resp: {base: hex}, receipt_text: {base: decimal}}", instead = AS_THEY_ARE)
    void aReceiptInAnotherBaseIsNotMatched(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withReceipts(it.receipts().withoutParameters()));

        deliveredWithAndNotWithout(sides);
    }

    @Test
    @Proves("/smpp/ids/receipt_tlv/base")
    @Quirk(profile = "ids: {submit_resp: {base: decimal}, receipt_tlv: {base: hex}}", instead = AS_THEY_ARE)
    void aParameterInAnotherBaseIsNotMatched(Sides sides) throws Exception {
        deliveredWithAndNotWithout(sides);
    }

    @Test
    @Proves("/smpp/ids/receipt_text/strip_leading_zeros")
    @Quirk(
            profile = "ids: {submit_resp: {base: decimal}, receipt_text: {base: decimal, strip_leading_zeros: true}}",
            instead = AS_THEY_ARE)
    void aReceiptWithZerosInFrontIsNotMatched(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withReceipts(it.receipts().withoutParameters()));

        deliveredWithAndNotWithout(sides);
    }

    @Test
    @Proves("/smpp/ids/receipt_tlv/strip_leading_zeros")
    @Quirk(
            profile = "ids: {submit_resp: {base: decimal}, receipt_tlv: {base: decimal, strip_leading_zeros: true}}",
            instead = AS_THEY_ARE)
    void aParameterWithZerosInFrontIsNotMatched(Sides sides) throws Exception {
        deliveredWithAndNotWithout(sides);
    }

    @Test
    @Proves("/smpp/ids/submit_resp/strip_leading_zeros")
    @Quirk(
            profile = "ids: {submit_resp: {base: decimal, strip_leading_zeros: true}, receipt_text: {base: decimal}}",
            instead = AS_THEY_ARE)
    void aResponseWithZerosInFrontIsNotMatched(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withReceipts(it.receipts().withoutParameters()));

        deliveredWithAndNotWithout(sides);
    }

    @Test
    @Proves({
        "/smpp/ids/submit_resp/ignore_case",
        "/smpp/ids/receipt_text/ignore_case",
        "/smpp/ids/receipt_tlv/ignore_case"
    })
    @Quirk(
            profile =
                    "ids: {submit_resp: {ignore_case: true}, receipt_text: {ignore_case: true}, receipt_tlv: {ignore_case: true}}",
            instead = AS_THEY_ARE)
    void aReceiptInAnotherCaseIsNotMatched(Sides sides) throws Exception {
        deliveredWithAndNotWithout(sides);
    }

    private static void deliveredWithAndNotWithout(Sides sides) throws Exception {
        sides.with().send("with").await("delivered");

        Sent without = sides.without().send("without");
        sides.smsc().awaitReceiptAnswered(without.to());
        assertThat(without.status())
                .as("the receipt was taken, and matched nothing")
                .isEqualTo("submitted");
    }

    @Test
    @Proves("/smpp/receipt/esm_class_mask")
    @Quirk(profile = "receipt: {esm_class_mask: 0x10}")
    void aReceiptMarkedByAnotherBitIsTakenForAMessage(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withReceipts(it.receipts().withoutParameters()));
        sides.with().send("with").await("delivered");

        itsReceiptChangesNothing(sides);
    }

    @Test
    @Proves("/smpp/receipt/sniff_text")
    @Quirk(profile = "receipt: {sniff_text: true}")
    void aReceiptThatIsNotMarkedIsTakenForAMessage(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withReceipts(it.receipts().withoutParameters()));
        sides.with().send("with").await("delivered");

        itsReceiptChangesNothing(sides);
    }

    /** Not even when the response to a later message, which comes over the same link, has been dealt with. */
    private static void itsReceiptChangesNothing(Sides sides) throws Exception {
        Sent without = sides.without().send("without");
        sides.smsc().awaitReceiptSent(without.to());
        sides.without().send("later").await("submitted");
        assertThat(without.status()).isEqualTo("submitted");
    }

    @Test
    @Proves("/smpp/receipt/states")
    @Quirk(profile = "receipt: {states: {\"0\": delivered}}")
    void aStateInAWordOfItsOwnIsUnknown(Sides sides) throws Exception {
        sides.with().send("with").await("delivered");

        Sent without = sides.without().send("without");
        without.await("unknown");
    }

    @Test
    @Proves("/smpp/statuses")
    @Quirk(profile = "statuses: {\"0x400\": {name: NO_CREDIT, class: retry-later}}")
    void aStatusOfItsOwnThatPassesIsTheEndOfTheMessage(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withResponses(Responses.failing(0x400, 1)));
        Sent without = sides.without().send("without");
        without.await("rejected");
        Sent with = sides.with().send("with");
        await().atMost(20, SECONDS).until(() -> sides.smsc().simulator().submits() == 2);

        sides.smsc().behave(it -> it.withResponses(Responses.AT_ONCE));
        with.await("delivered");
        assertThat(without.status()).isEqualTo("rejected");
    }

    @Test
    @Proves("/smpp/timers/enquire_link")
    @Quirk(profile = "timers: {enquire_link: 200ms}", device = "timers: {inactivity: 1s}")
    void aQuietLinkIsCutBeforeItIsTested(Sides sides) throws Exception {
        onlyTheOtherIsCut(sides);
    }

    @Test
    @Proves("/smpp/timers/inactivity")
    @Quirk(profile = "timers: {inactivity: 1s}")
    void aLinkIsTestedInHalfTheTimeAfterWhichItWouldBeCut(Sides sides) throws Exception {
        onlyTheOtherIsCut(sides);
    }

    private static void onlyTheOtherIsCut(Sides sides) throws Exception {
        await().atMost(20, SECONDS)
                .until(() -> sides.with().losses() + sides.without().losses() >= 2);

        assertThat(sides.with().losses()).isZero();
        assertThat(sides.with().isUp()).isTrue();
    }

    @Test
    @Proves("/smpp/timers/response")
    @Quirk(profile = "timers: {response: 20s}", instead = "timers: {response: 200ms}")
    void aSlowAnswerComesTooLate(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withResponses(Responses.after(Duration.ofSeconds(1))));

        Sent without = sides.without().send("without");
        sides.with().send("with").await("delivered");
        await().atMost(20, SECONDS)
                .until(() -> without.resource().get("possible_duplicate").asBoolean());
    }

    @Test
    @Proves("/smpp/timers/session_init")
    @Quirk(profile = "timers: {session_init: 20s}", instead = "timers: {session_init: 200ms}")
    void aSlowBindIsGivenUp(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withAdmission(it.admission().after(Duration.ofMillis(500)))
                .withLinks(Links.STABLE));
        sides.smsc().simulator().dropLinks();

        await().atMost(20, SECONDS).until(() -> sides.without().losses() >= 3);
        await().atMost(20, SECONDS).until(() -> sides.with().isUp());
        assertThat(sides.without().isUp()).isFalse();
    }

    @Test
    @Proves("/smpp/flow/window")
    @Quirk(profile = "flow: {window: 2}")
    void moreThanItsWindowIsRefused(Sides sides) throws Exception {
        sides.smsc().behave(it -> it.withResponses(Responses.after(Duration.ofMillis(50))));

        assertThat(refusedOf(sides, sides.with())).isZero();
        assertThat(refusedOf(sides, sides.without())).isPositive();
    }

    @Test
    @Proves("/smpp/flow/rate")
    @Quirk(profile = "flow: {rate: 5/s}")
    void moreThanItsRateIsRefused(Sides sides) throws Exception {
        assertThat(refusedOf(sides, sides.with())).isZero();
        assertThat(refusedOf(sides, sides.without())).isPositive();
    }

    /** Sends 8 messages at once, waits until all have arrived, and says how many submits that took more. */
    private static long refusedOf(Sides sides, Sides.Side side) throws Exception {
        long before = sides.smsc().simulator().submits();
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sent.add(side.send("message " + i));
        }
        sent.forEach(message -> message.await("delivered"));
        return sides.smsc().simulator().submits() - before - sent.size();
    }

    @Test
    @Proves("/smpp/alphabet/dcs")
    @Quirk(profile = "alphabet: {dcs: {\"0\": latin1}}")
    void octetsOfAnotherAlphabetAreOtherCharacters(Sides sides) throws Exception {
        assertThat(sides.smsc().text(sides.with().send("Smörgås @ 100 $").to())).isEqualTo("Smörgås @ 100 $");

        assertThat(sides.smsc().text(sides.without().send("Smörgås @ 100 $").to()))
                .isEqualTo("Sm|rg\u000fs \u0000 100 \u0002");
    }

    @Test
    @Proves("/smpp/alphabet/flash")
    @Quirk(profile = "alphabet: {flash: message-class}")
    void aFlashMessageInTheWrongGroupIsRefused(Sides sides) throws Exception {
        sides.with().send("with", ", \"flash\": true").await("delivered");

        sides.without().send("without", ", \"flash\": true").await("rejected");
    }

    @Test
    @Proves("/smpp/long/mt")
    @Quirk(profile = "long: {mt: sar}")
    void aLongTextInTheWrongFormArrivesInPieces(Sides sides) throws Exception {
        assertThat(sides.smsc().text(sides.with().send(LONG_TEXT).to())).isEqualTo(LONG_TEXT);

        Sent without = sides.without().send(LONG_TEXT);
        await().atMost(20, SECONDS).until(() -> sides.smsc().texts(without.to()).size() == 2);
        assertThat(sides.smsc().texts(without.to())).noneMatch(LONG_TEXT::equals);
    }
}
