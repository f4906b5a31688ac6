package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.storage.FilledStore.ACCOUNT;
import static trunkline.gateway.storage.FilledStore.WAY;
import static trunkline.gateway.storage.FilledStore.get;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.inbound.InboundPlace;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.BatchStore;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.ErasureStore.Outcome;
import trunkline.gateway.store.ErasureStore.Wish;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;

class SqlErasureTest extends OnFilledStore {

    @BeforeEach
    void wantEvents() {
        get(filled.store().events().want(ACCOUNT));
        get(filled.store().events().want(0));
    }

    @Test
    void noRowSpeaksOfAnErasedPhoneAndThoseOfOthersStay() throws Exception {
        fill(PHONE);
        fill(OTHER);
        int ofOther = filled.rowsWith(OTHER.substring(1)).size();
        get(filled.store().optOuts().add("Shop", PHONE, "ops"));

        Outcome.Erased erased = (Outcome.Erased) erase(new Wish(new PhoneNumber(PHONE), false, false));

        assertThat(erased.rows())
                .containsEntry("messages", 4)
                .containsEntry("inbound", 1)
                .containsEntry("inbound_parts", 1)
                .containsEntry("hits", 1)
                .containsEntry("batch_answers", 1)
                .containsEntry("opt_outs", 0);
        assertThat(erased.rows().get("events")).isGreaterThan(4);
        assertThat(erased.left()).isZero();
        assertThat(filled.rowsWith(PHONE.substring(1)))
                .singleElement()
                .asString()
                .as("or the phone would be written to again")
                .startsWith("opt_out");
        assertThat(filled.rowsWith(OTHER.substring(1))).hasSize(ofOther);
        assertThat(get(filled.store().events().after(ACCOUNT, 0, 1_000, EventFilter.ALL))
                        .events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.message()).isNotNull());
        assertThat(get(filled.store().audit().find(Long.MAX_VALUE, 1)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("number.erased");
                    assertThat(entry.actor()).isEqualTo("ops");
                    assertThat(entry.subject()).isEqualTo("+4673*****49");
                    assertThat(entry.detail()).contains("messages 4");
                });
        assertThat(filled.inbound().waitingParts()).isEqualTo(1);
    }

    @Test
    void optOutsGoWhereThatIsAskedFor() throws Exception {
        get(filled.store().optOuts().add("Shop", PHONE, "ops"));
        Outcome.Erased erased = (Outcome.Erased) erase(new Wish(new PhoneNumber(PHONE), false, true));

        assertThat(erased.rows()).containsEntry("opt_outs", 1);
        assertThat(filled.rowsWith(PHONE.substring(1))).isEmpty();
    }

    @Test
    void nothingIsErasedWhileAMessageIsNotOver() throws Exception {
        fill(PHONE);
        filled.accept(PHONE, "waits");
        OutboundMessage submitted = filled.accept(PHONE, "waits for its receipt");
        filled.submitted(submitted);
        int before = filled.rowsWith(PHONE.substring(1)).size();

        assertThat(erase(new Wish(new PhoneNumber(PHONE), false, false))).isEqualTo(new Outcome.NotOver(2));
        assertThat(filled.rowsWith(PHONE.substring(1))).hasSize(before);
    }

    @Test
    void whatIsNotOverIsTakenBackWhereThatIsAskedFor() throws Exception {
        OutboundMessage waiting = filled.accept(PHONE, "waits");
        OutboundMessage planned = filled.accept(
                FilledStore.sms(
                        PHONE, Content.Text.of("later"), new SendPlan(filled.nowMicros() + 3_600_000_000L, null)),
                WAY);
        OutboundMessage submitted = filled.accept(PHONE, "waits for its receipt");
        filled.submitted(submitted);
        repeated(PHONE, 3);

        Outcome.Erased erased = (Outcome.Erased) erase(new Wish(new PhoneNumber(PHONE), true, false));

        assertThat(erased.left()).isZero();
        assertThat(erased.rows()).containsEntry("messages", 4);
        assertThat(filled.rowsWith(PHONE.substring(1))).isEmpty();
        SmsClaim due = new SmsClaim(planned.key(), ACCOUNT, 1, 1, 1, 1, false, null);
        assertThat(get(filled.store()
                        .messages()
                        .claimSms(
                                WAY,
                                new SmsClaims(List.of(waiting.key()), List.of(due), List.of(), submitted.key(), 0))))
                .as("its way had read them before")
                .containsExactlyInAnyOrder(waiting.key(), planned.key());
        filled.later(Duration.ofDays(1));
        assertThat(get(filled.store().repetitions().repeatDue(filled.nowMicros(), 10, asking -> 0)))
                .isZero();
        assertThat(get(filled.store().messages().dueSms(WAY, filled.nowMicros(), 10)))
                .isEmpty();
    }

    @Test
    void whatIsOnTheWireIsLeftUntilItsResultIsThere() throws Exception {
        OutboundMessage whole = filled.accept(PHONE, "sent whole");
        get(filled.store()
                .messages()
                .claimSms(WAY, new SmsClaims(List.of(whole.key()), List.of(), List.of(), whole.key(), 0)));
        OutboundMessage part = filled.accept(PHONE, "sent in part");
        SmsClaim claim = new SmsClaim(part.key(), ACCOUNT, 2, 1, 1, 1, false, null);
        get(filled.store().messages().claimSms(WAY, new SmsClaims(List.of(), List.of(claim), List.of(), 0, 0)));
        get(filled.store().messages().end(List.of(new Ending(part.key(), SmsState.EXPIRED, "x"))));

        Outcome.Erased first = (Outcome.Erased) erase(new Wish(new PhoneNumber(PHONE), true, false));
        assertThat(first.left()).isEqualTo(2);
        filled.delivered(whole);
        filled.later(Duration.ofMinutes(11));
        Outcome.Erased second = (Outcome.Erased) erase(new Wish(new PhoneNumber(PHONE), true, false));

        assertThat(second.left()).isZero();
        assertThat(filled.rowsWith(PHONE.substring(1))).isEmpty();
    }

    @Test
    void theCommandLineDoesTheSameBesideARunningGateway() throws Exception {
        fill(PHONE);
        try (Database database = Database.openBeside("sqlite:test.db", directory);
                StoreErasure erasure = StoreErasure.open(database)) {
            Outcome outcome = erasure.erase(new Wish(new PhoneNumber(PHONE), false, false), filled.nowMicros());
            assertThat(((Outcome.Erased) outcome).rows()).containsEntry("messages", 4);
        }
        assertThat(filled.rowsWith(PHONE.substring(1))).isEmpty();
        assertThat(get(filled.store().audit().find(Long.MAX_VALUE, 1)).get(0).actor())
                .isEqualTo("command line");
    }

    private Outcome erase(Wish wish) {
        return get(filled.store().erasure().erase(wish, "ops"));
    }

    /** All that there is to know of a phone; four messages, all over. */
    private void fill(String phone) {
        filled.delivered(filled.accept(phone, "for " + phone));
        filled.played(phone);
        OutboundMessage first = repeated(phone, 2);
        end(first);
        get(filled.store().repetitions().hit(first.key(), new LinkHit(1, LinkHit.Kind.PREVIEW, "bot")));
        filled.later(Duration.ofMinutes(5));
        get(filled.store().repetitions().repeatDue(filled.nowMicros(), 10, asking -> 0));
        end(filled.log().kept().get(filled.log().kept().size() - 1));
        get(filled.inbound()
                .receive(
                        WAY,
                        PlainInbound.all(
                                PlainInbound.alone("hello from " + phone).from(phone),
                                PlainInbound.alone("part")
                                        .at(new InboundPlace(0, 17, 3, 1))
                                        .from(phone.substring(1)))));
        get(filled.store()
                .receipts()
                .record(WAY, List.of(PlainReceipt.of(SegmentState.DELIVERED, "of-nothing-" + phone))));
        get(filled.store()
                .batches()
                .acceptAll(
                        ACCOUNT,
                        List.<BatchStore.Routed>of(),
                        new RequestKey("batch" + phone.hashCode(), "f"),
                        outcomes -> "{\"to\": \"" + phone + "\"}"));
    }

    @Test
    void aBankOfModemsForgetsByWhichSimItWroteToThePhone() {
        get(filled.store().banks().putRecipient(WAY, PHONE, "sim-1"));
        get(filled.store().banks().putRecipient("goip", PHONE, "sim-2"));
        get(filled.store().banks().putRecipient("goip", OTHER, "sim-3"));

        erase(new Wish(new PhoneNumber(PHONE), false, false));

        assertThat(get(filled.store().banks().load(WAY, 10)).recipients()).isEmpty();
        assertThat(get(filled.store().banks().load("goip", 10)).recipients()).containsOnlyKeys(OTHER);
    }

    private OutboundMessage repeated(String phone, int times) {
        Repetition asked = new Repetition(times, Duration.ofMinutes(5), "link" + Objects.hash(phone, times), null);
        return ((AcceptOutcome.Kept) get(filled.store()
                        .repetitions()
                        .accept(FilledStore.sms(phone, Content.Text.of("x"), SendPlan.NOW), WAY, asked, null)))
                .message();
    }

    private void end(OutboundMessage message) {
        get(filled.store().messages().end(List.of(new Ending(message.key(), SmsState.FAILED, "x"))));
    }
}
