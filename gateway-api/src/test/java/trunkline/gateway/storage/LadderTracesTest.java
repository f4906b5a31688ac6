package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.storage.FilledStore.ACCOUNT;
import static trunkline.gateway.storage.FilledStore.WAY;
import static trunkline.gateway.storage.FilledStore.get;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.ErasureStore.Outcome.Erased;
import trunkline.gateway.store.ErasureStore.Outcome.NotOver;
import trunkline.gateway.store.ErasureStore.Wish;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.LadderStore.Begun;
import trunkline.gateway.store.LadderStore.Due;
import trunkline.gateway.store.LadderStore.Outcome;

/** What is left of ladders, and for how long: texts that are not to stay, retention, erasure. */
class LadderTracesTest extends OnFilledStore {

    private static final SmsOptions PASSING = SmsOptions.NONE.storingBody(false);

    @BeforeEach
    void wantEvents() {
        get(filled.store().events().want(ACCOUNT));
    }

    @Test
    void aTextThatIsNotToStayIsGoneOnceItsStepIsSent() throws Exception {
        LadderReport ladder = accept(step(PHONE, passing("code 493817")), step(PHONE, passing("code 493818")));
        assertThat(filled.rowsWith("493817"))
                .as("its message has it until it has left")
                .hasSize(1);
        filled.submitted(sent(0));
        assertThat(filled.rowsWith("493817")).isEmpty();
        assertThat(filled.rowsWith("493818")).as("is yet to be sent").hasSize(1);
        filled.restart();

        later(Duration.ofMinutes(5));
        filled.submitted(sent(1));

        assertThat(filled.rowsWith("code 4938")).isEmpty();
        assertThat(sent(1).request().content()).isEqualTo(passing("code 493818"));
        assertThat(report(ladder).steps())
                .extracting(rung -> rung.asked().content())
                .allSatisfy(content -> assertThat(content).isInstanceOf(Content.Dropped.class));
        filled.awaitGone("code 4938");
    }

    @Test
    void aTextWhoseStepIsNotNeededOrRefusedGoesToo() throws Exception {
        LadderReport ladder = accept(
                step(PHONE, passing("code 493817")),
                step(PHONE, passing("code 493818")),
                step(PHONE, passing("code 493819")),
                step(PHONE, new Content.Text("stays", SmsOptions.NONE, SmsSize.UNKNOWN)));
        filled.submitted(sent(0));
        filled.later(Duration.ofMinutes(5));
        get(filled.store().ladders().refuse(due().get(0), "no route"));
        assertThat(filled.rowsWith("493818")).isEmpty();

        get(filled.store().ladders().cancel(ACCOUNT, ladder.id()));

        assertThat(filled.rowsWith("code 4938")).isEmpty();
        assertThat(filled.rowsWith("stays")).hasSize(1);
        Content.Dropped third =
                (Content.Dropped) report(ladder).steps().get(2).asked().content();
        assertThat(third.length()).isEqualTo("code 493819".length());
        assertThat(third.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void theMessagesOfALadderStayAsLongAsItGoesOn() throws Exception {
        LadderReport ladder = accept(step(PHONE, text("first")), step(PHONE, text("second")));
        end(sent(0), SmsState.UNKNOWN);
        days(91);

        assertThat(sweep()).as("it goes on").isZero();
        assertThat(report(ladder).steps().get(0).message()).isNotNull();

        later(Duration.ZERO);
        end(sent(1), SmsState.DELIVERED);
        assertThat(report(ladder).state()).isEqualTo(LadderState.DELIVERED);
        assertThat(sweep()).as("it has just ended").isZero();
        assertThat(removeLadders()).isZero();
        days(91);
        assertThat(removeLadders()).as("its messages are there").isZero();
        assertThat(sweep()).isEqualTo(2);
        assertThat(removeLadders()).isEqualTo(1);

        assertThat(get(filled.store().ladders().find(ACCOUNT, ladder.id()))).isEmpty();
        assertThat(filled.rowsWith(Long.toString(ladder.id().key())))
                .allSatisfy(row -> assertThat(row).startsWith("event["));
        assertThat(filled.rowsWith(PHONE.substring(1))).isEmpty();
    }

    @Test
    void aLadderThatGoesOnStaysHoweverOld() {
        LadderReport ladder = accept(step(PHONE, text("first")));
        days(1_000);
        assertThat(removeLadders()).isZero();
        assertThat(report(ladder).state()).isEqualTo(LadderState.RUNNING);
    }

    @Test
    void aLadderThatACommandHasErasedIsNotCountedAsRunningAnyMore() throws Exception {
        accept(step(PHONE, text("first")), step(PHONE, text("second")));
        accept(step(OTHER, text("first")));
        get(filled.store().recount());
        filled.eraseBeside(new Wish(new PhoneNumber(PHONE), true, false));
        accept(step(OTHER, text("first")));
        assertThat(filled.store().ladders().running()).as("nobody has told").isEqualTo(3);

        assertThat(get(filled.store().recount())).isTrue();

        assertThat(filled.store().ladders().running()).isEqualTo(2);
        assertThat(get(filled.store().recount()))
                .as("nobody else has written since")
                .isFalse();
    }

    @Test
    void aLadderToAnErasedPhoneGoesAndThoseOfOthersStayWithTheirEvents() throws Exception {
        LadderReport ladder = accept(step(PHONE, text("first")), step(PHONE, text("second")));
        LadderReport mixed = accept(step(OTHER, text("to another")), step(PHONE, text("then here")));
        LadderReport others = accept(step(OTHER, text("first")));
        get(filled.store().ladders().cancel(ACCOUNT, ladder.id()));
        get(filled.store().ladders().cancel(ACCOUNT, mixed.id()));
        get(filled.store().ladders().cancel(ACCOUNT, others.id()));
        int ofOthers = events(others.id()).size();

        Erased erased = (Erased) erase(false);

        assertThat(erased.rows()).containsEntry("ladders", 2).containsEntry("messages", 1);
        assertThat(filled.rowsWith(PHONE.substring(1))).isEmpty();
        assertThat(events(ladder.id())).isEmpty();
        assertThat(events(others.id())).hasSize(ofOthers).isNotEmpty();
        assertThat(get(filled.store().ladders().find(ACCOUNT, others.id()))).isPresent();
        assertThat(get(filled.store().messages().find(ACCOUNT, sent(1).id())))
                .as("what was sent to another")
                .isPresent();
    }

    @Test
    void aLadderThatGoesOnIsErasedWhereThatIsAskedForAndBeginsNothingMore() throws Exception {
        accept(step(PHONE, text("first")), step(PHONE, text("second")));
        end(sent(0), SmsState.REJECTED);
        Due second = due().get(0);
        assertThat(erase(false)).isEqualTo(new NotOver(1));

        Erased erased = (Erased) erase(true);

        assertThat(erased.rows()).containsEntry("ladders", 1).containsEntry("messages", 1);
        assertThat(filled.rowsWith(PHONE.substring(1))).isEmpty();
        assertThat(get(filled.store().ladders().begin(second, begun(second.step()))))
                .as("the runner had been given it before")
                .isFalse();
        assertThat(filled.log().kept()).hasSize(1);
        assertThat(filled.store().ladders().running()).isZero();
    }

    private static Content.Text text(String text) {
        return new Content.Text(text, SmsOptions.NONE, SmsSize.of("gsm7", 2));
    }

    private static Content.Text passing(String text) {
        return new Content.Text(text, PASSING, SmsSize.of("gsm7", 2));
    }

    private static LadderStep step(String to, Content.Sms content) {
        return new LadderStep(
                new Sender(FilledStore.SENDER),
                new PhoneNumber(to),
                content,
                null,
                null,
                SendPlan.NOW,
                Goal.DELIVERED,
                Duration.ofMinutes(5),
                null);
    }

    private static Begun begun(LadderStep step) {
        Content.Sms sms = ((Content.Sms) step.content()).with(SmsSize.of("gsm7", 2));
        return new Begun(FilledStore.sms(step.to().e164(), sms, SendPlan.NOW), WAY, null, 0);
    }

    private LadderReport accept(LadderStep... steps) {
        return ((Outcome.Kept)
                        get(filled.store().ladders().accept(ACCOUNT, null, List.of(steps), begun(steps[0]), null)))
                .ladder();
    }

    private LadderReport report(LadderReport ladder) {
        return get(filled.store().ladders().find(ACCOUNT, ladder.id())).orElseThrow();
    }

    private List<Due> due() {
        return get(filled.store().ladders().due(filled.nowMicros(), 100));
    }

    /** Time passes, and what is due begins. */
    private void later(Duration time) {
        filled.later(time);
        due().forEach(one -> get(filled.store().ladders().begin(one, begun(one.step()))));
    }

    private void days(int days) {
        filled.later(Duration.ofDays(days));
    }

    private OutboundMessage sent(int index) {
        return filled.log().kept().get(index);
    }

    private void end(OutboundMessage message, SmsState state) {
        get(filled.store().messages().end(List.of(new Ending(message.key(), state, "told so"))));
    }

    private int sweep() {
        return get(filled.store().retention().removeMessages(days90(), 0)).removed();
    }

    private int removeLadders() {
        return get(filled.store().retention().removeLadders(days90(), 100));
    }

    private long days90() {
        return filled.nowMicros() - TimeUnit.DAYS.toMicros(90);
    }

    private Object erase(boolean cancel) {
        return get(filled.store().erasure().erase(new Wish(new PhoneNumber(PHONE), cancel, false), "ops"));
    }

    private List<?> events(MessageId ladder) {
        return get(filled.store().events().after(ACCOUNT, 0, 1_000, EventFilter.ALL)).events().stream()
                .filter(report -> report.event().message() == ladder.key())
                .toList();
    }
}
