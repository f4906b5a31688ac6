package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.storage.FilledStore.ACCOUNT;
import static trunkline.gateway.storage.FilledStore.WAY;
import static trunkline.gateway.storage.FilledStore.get;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.RetentionStore.Sweep;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;

class SqlRetentionStoreTest extends OnFilledStore {

    @Test
    void whatEndedLongAgoLeavesNoRowBehind() throws Exception {
        OutboundMessage sms = filled.accept(PHONE, "first");
        filled.delivered(sms);
        OutboundMessage call = filled.played(PHONE);
        days(91);
        OutboundMessage young = filled.accept(OTHER, "second");
        filled.delivered(young);
        assertThat(rowsOf(sms)).hasSizeGreaterThan(8);

        assertThat(sweep(0)).isEqualTo(new Sweep(2, call.key(), false));

        assertThat(rowsOf(sms)).isEmpty();
        assertThat(rowsOf(call)).isEmpty();
        assertThat(filled.rowsWith(PHONE.substring(1))).isEmpty();
        assertThat(rowsOf(young)).isNotEmpty();
        assertThat(get(filled.store().messages().find(ACCOUNT, sms.id()))).isEmpty();
    }

    @Test
    void whatIsNotOverStaysHoweverOld() throws Exception {
        OutboundMessage accepted = filled.accept(PHONE, "waits for its SMSC");
        OutboundMessage submitted = filled.accept(PHONE, "waits for its receipt");
        filled.submitted(submitted);
        OutboundMessage planned = filled.accept(
                FilledStore.sms(
                        PHONE,
                        Content.Text.of("later"),
                        new SendPlan(filled.nowMicros() + 1_000_000_000_000_000L, null)),
                WAY);
        OutboundMessage late = filled.accept(PHONE, "ended late");
        days(1_000);
        end(late);

        assertThat(sweep(0).removed()).isZero();
        for (OutboundMessage message : List.of(accepted, submitted, planned, late)) {
            assertThat(get(filled.store().messages().find(ACCOUNT, message.id())))
                    .isPresent();
        }
    }

    @Test
    void aTransactionRemovesNoMoreThanItsBound() {
        for (int i = 0; i < 250; i++) {
            end(filled.accept(PHONE, "x"));
        }
        days(91);

        Sweep first = sweep(0);
        Sweep second = sweep(first.upTo());
        Sweep third = sweep(second.upTo());
        assertThat(List.of(first.removed(), second.removed(), third.removed()))
                .containsExactly(SqlRetentionStore.REMOVED_AT_ONCE, SqlRetentionStore.REMOVED_AT_ONCE, 50);
        assertThat(List.of(first.more(), second.more(), third.more())).containsExactly(true, true, false);
    }

    @Test
    void manyThatStayDoNotKeepOthersFromGoing() {
        for (int i = 0; i < SqlRetentionStore.LOOKED_AT; i++) {
            filled.accept(
                    FilledStore.sms(
                            PHONE,
                            Content.Text.of("x"),
                            new SendPlan(filled.nowMicros() + 1_000_000_000_000_000L, null)),
                    WAY);
        }
        OutboundMessage behind = filled.accept(PHONE, "x");
        end(behind);
        days(91);

        Sweep first = sweep(0);
        assertThat(first.removed()).isZero();
        assertThat(first.more()).isTrue();
        assertThat(sweep(first.upTo())).isEqualTo(new Sweep(1, behind.key(), false));
    }

    @Test
    void theOccurrencesOfARepetitionGoTogetherOnceAllAreOld() throws Exception {
        Repetition asked = new Repetition(2, Duration.ofDays(1), "0123456789", null);
        OutboundMessage first = ((AcceptOutcome.Kept) get(filled.store()
                        .repetitions()
                        .accept(FilledStore.sms(PHONE, Content.Text.of("x"), SendPlan.NOW), WAY, asked, null)))
                .message();
        end(first);
        get(filled.store().repetitions().hit(first.key(), new LinkHit(1, LinkHit.Kind.PREVIEW, "bot")));
        days(91);
        assertThat(sweep(0).removed()).as("it goes on").isZero();

        get(filled.store().repetitions().repeatDue(filled.nowMicros(), 10, asking -> 0));
        OutboundMessage second = filled.log().kept().get(1);
        days(91);
        assertThat(sweep(0).removed()).as("the second has not ended").isZero();

        end(second);
        assertThat(sweep(0).removed()).as("the second is young").isZero();
        days(91);
        assertThat(sweep(0)).isEqualTo(new Sweep(2, second.key(), false));
        assertThat(rowsOf(first)).isEmpty();
        assertThat(rowsOf(second)).isEmpty();
        assertThat(get(filled.store().repetitions().link("0123456789"))).isEmpty();
    }

    @Test
    void aRequestThatComesAgainMakesNoSecondMessageThoughTheFirstIsGone() {
        RequestKey key = new RequestKey("order-17", "aa");
        var request = FilledStore.sms(PHONE, Content.Text.of("x"), SendPlan.NOW);
        end(((AcceptOutcome.Kept) get(filled.store().messages().acceptOnce(request, WAY, key))).message());
        days(91);
        assertThat(sweep(0).removed()).isEqualTo(1);
        days(-91); // the clock was wrong

        assertThat(get(filled.store().messages().acceptOnce(request, WAY, key)))
                .isEqualTo(new AcceptOutcome.OtherRequest());
    }

    @Test
    void aWayThatStillHoldsARemovedMessageCannotSendIt() throws Exception {
        OutboundMessage whole = filled.accept(PHONE, "x");
        OutboundMessage part = filled.accept(PHONE, "y");
        OutboundMessage call =
                filled.accept(FilledStore.sms(PHONE, new Content.Voice("a.mp3", "p"), SendPlan.NOW), "pbx");
        get(filled.store()
                .messages()
                .end(List.of(
                        new Ending(whole.key(), SmsState.CANCELLED, "x"),
                        new Ending(part.key(), SmsState.CANCELLED, "x"),
                        new Ending(call.key(), VoiceState.CANCELLED, "x"))));
        days(91);
        assertThat(sweep(0).removed()).isEqualTo(3);

        SmsClaim claim = new SmsClaim(part.key(), ACCOUNT, 2, 1, 1, 1, false, null);
        assertThat(get(filled.store()
                        .messages()
                        .claimSms(
                                WAY,
                                new SmsClaims(
                                        List.of(whole.key()), List.of(claim), List.of(), part.key(), part.key()))))
                .containsExactlyInAnyOrder(whole.key(), part.key());
        assertThat(get(filled.store()
                        .messages()
                        .claimCalls("pbx", new CallClaims(List.of(call.key()), List.of(), call.key()))))
                .containsExactly(call.key());
        assertThat(rowsOf(part)).isEmpty();
        assertThat(rowsOf(call)).isEmpty();
    }

    @Test
    void aClockThatWasSetBackGivesNoKeyTwiceThoughTheNewestMessagesAreGone() throws Exception {
        OutboundMessage sent = filled.accept(PHONE, "x");
        get(filled.store()
                .messages()
                .claimSms(WAY, new SmsClaims(List.of(sent.key()), List.of(), List.of(), sent.key(), sent.key())));
        end(sent);
        days(91);
        assertThat(sweep(0).removed()).isEqualTo(1);
        days(-100);
        filled.restart();

        assertThat(filled.accept(PHONE, "y").key()).isGreaterThan(sent.key());
    }

    @Test
    void messagesFromPhonesGoByTheirOwnAge() {
        get(filled.inbound().receive(WAY, PlainInbound.all(PlainInbound.alone("one"), PlainInbound.alone("two"))));
        days(31);
        get(filled.inbound().receive(WAY, PlainInbound.all(PlainInbound.alone("three"))));
        long before = filled.nowMicros() - TimeUnit.DAYS.toMicros(30);

        assertThat(get(filled.store().retention().removeInbound(before, 1))).isEqualTo(1);
        assertThat(get(filled.store().retention().removeInbound(before, 10))).isEqualTo(1);
        assertThat(get(filled.store().retention().removeInbound(before, 10))).isZero();
    }

    @Test
    void recipientsThatABankHasNotWrittenToForLongAreForgotten() {
        get(filled.store().banks().putRecipient("goip", PHONE, "sim-1"));
        get(filled.store().banks().putRecipient("other", PHONE, "sim-2"));
        get(filled.store().banks().putRecipient("goip", OTHER, "sim-1"));
        days(91);
        get(filled.store().banks().putRecipient("other", PHONE, "sim-2"));
        long before = filled.nowMicros() - TimeUnit.DAYS.toMicros(90);

        assertThat(get(filled.store().retention().removeRecipients(before, 1))).isEqualTo(1);
        assertThat(get(filled.store().retention().removeRecipients(before, 1))).isEqualTo(1);
        assertThat(get(filled.store().retention().removeRecipients(before, 1))).isZero();

        assertThat(get(filled.store().banks().load("goip", 10)).recipients()).isEmpty();
        assertThat(get(filled.store().banks().load("other", 10)).recipients()).containsOnlyKeys(PHONE);
    }

    @Test
    void noStatementScansATable() throws Exception {
        for (List<String> all : List.of(RemovalRows.statements(), LadderRemovals.statements())) {
            for (String statement : all) {
                assertThat(filled.plan(statement)).as(statement).noneMatch(line -> line.startsWith("SCAN"));
            }
        }
    }

    private Sweep sweep(long afterKey) {
        return get(
                filled.store().retention().removeMessages(filled.nowMicros() - TimeUnit.DAYS.toMicros(90), afterKey));
    }

    private void days(int days) {
        filled.later(Duration.ofDays(days));
    }

    private void end(OutboundMessage message) {
        get(filled.store().messages().end(List.of(new Ending(message.key(), SmsState.FAILED, "x"))));
    }

    /** But for the marks of its way, and that it must not be sent. */
    private List<String> rowsOf(OutboundMessage message) throws SQLException {
        return filled.rowsWith(Objects.toString(message.key())).stream()
                .filter(row -> !row.startsWith("way[") && !row.startsWith("withdrawn["))
                .toList();
    }
}
