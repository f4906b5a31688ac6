package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.gateway.dispatch.SmsResult.Verdict;
import trunkline.gateway.hours.AllowedHours;
import trunkline.gateway.hours.DayHours;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.hours.HoursRules;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Step;

/** SMS of one way, and the hours in which they may leave. */
class SmsHoursTest {

    private static final Exchange EXCHANGE = new Exchange(1, 17, 2_000_000, 2_000_500);

    private final CommitLog log = new CommitLog(messages -> this.dispatcher().kept(messages));
    private final InMemoryMessageStore store = new InMemoryMessageStore(log);
    private final FakeSmsLink link = new FakeSmsLink(4);
    private final LeavingHours hours = new LeavingHours(plan("21:00", "08:00"), number -> List.of(), account -> "");
    private Instant now = Instant.parse("2026-11-27T20:59:00Z");
    private final SmsDispatcher dispatcher = new SmsDispatcher(
            link,
            store,
            store,
            new SendRules(new RetryDelays(Duration.ofMinutes(2), Duration.ofMinutes(10)), hours),
            AmbiguityRule.RESEND,
            Failover.NONE,
            new Clocks(() -> now, () -> micros(now) * 1_000));

    private static HoursPlan plan(String from, String to) {
        DayHours quiet = new DayHours(LocalTime.parse(from), LocalTime.parse(to), EnumSet.allOf(DayOfWeek.class));
        HoursRules rules = new HoursRules(AllowedHours.outside(List.of(quiet)), AllowedHours.ANY, true);
        return new HoursPlan(rules, Map.of(), ZoneOffset.UTC);
    }

    @BeforeEach
    void start() {
        store.setClock(() -> micros(now));
        dispatcher.start();
    }

    private SmsDispatcher dispatcher() {
        return dispatcher;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private OutboundMessage accept(Duration validity) {
        return accept(validity, "hello");
    }

    private OutboundMessage accept(Duration validity, String text) {
        MessageRequest request = new MessageRequest(
                1, new Sender("Shop"), new PhoneNumber("+46736265449"), Content.Text.of(text), validity, SendPlan.NOW);
        return ((AcceptOutcome.Kept) store.accept(request, "carrier-a").join()).message();
    }

    private void at(String time) {
        now = Instant.parse(time);
        dispatcher.tick();
    }

    private MessageReport report(OutboundMessage message) {
        return store.find(1, message.id()).join().orElseThrow();
    }

    private List<String> waits(OutboundMessage message) {
        return store.timeline(1, message.id()).join().orElseThrow().steps().stream()
                .filter(step -> step.step().kind() == Step.Kind.WAITS)
                .map(step -> String.valueOf(step.step().detail()))
                .toList();
    }

    private void result(OutboundMessage message, int segment, SmsResult result) {
        dispatcher.onResult(new SegmentKey(message.key(), segment), result);
        dispatcher.onBatchEnd();
    }

    @Test
    void whatComesInQuietHoursWaitsSaysSoAndLeavesWhenTheyEnd() {
        at("2026-11-27T21:00:00Z");
        OutboundMessage message = accept(Duration.ofDays(1));
        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.SCHEDULED);
        assertThat(report(message).progress().reason())
                .isEqualTo("waits for quiet hours until 2026-11-28T08:00:00Z (08:00 in Z)");
        assertThat(waits(message)).hasSize(1);
        assertThat(dispatcher.figures().putOff()).isEqualTo(1);

        at("2026-11-28T07:59:59Z");
        assertThat(link.takeSubmitted()).isEmpty();
        at("2026-11-28T08:00:00Z");
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
        assertThat(report(message).progress().reason()).isNull();
        assertThat(waits(message)).hasSize(1);
    }

    @Test
    void whatWaitedForItsTurnAsTheyBeganWaitsToo() {
        for (int i = 0; i < 4; i++) {
            accept(Duration.ofDays(1));
        }
        OutboundMessage fifth = accept(Duration.ofDays(1));
        assertThat(link.takeSubmitted()).hasSize(4);
        at("2026-11-27T21:00:00Z");
        assertThat(report(fifth).progress().state()).isEqualTo(SmsState.SCHEDULED);
        assertThat(dispatcher.figures().queued()).isZero();
    }

    @Test
    void aRetryWaitsAndAMessageOfSeveralSegmentsOfWhichSomeAreThereGoesOn() {
        OutboundMessage single = accept(Duration.ofDays(1));
        OutboundMessage several = accept(Duration.ofDays(1), "one two");
        link.takeSubmitted();
        result(several, 1, new SmsResult.Submitted("1", "1", EXCHANGE));
        SmsResult.Refused full = new SmsResult.Refused(0x14, Verdict.RETRY_LATER, EXCHANGE);
        result(single, 1, full);
        result(several, 2, full);

        at("2026-11-27T21:05:00Z");
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(several.key(), 2));
        assertThat(report(single).progress().reason()).startsWith("waits for quiet hours until");
        at("2026-11-28T08:00:00Z");
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(single.key(), 1));
    }

    @Test
    void whatExpiresBeforeTheyEndIsExpiredAtOnceAndSaysWhy() {
        OutboundMessage message = accept(Duration.ofDays(1));
        for (int i = 0; i < 4; i++) {
            accept(Duration.ofDays(1));
        }
        OutboundMessage brief = accept(Duration.ofHours(2));
        link.takeSubmitted();
        at("2026-11-27T21:00:00Z");
        assertThat(report(brief).progress().state()).isEqualTo(SmsState.EXPIRED);
        assertThat(report(brief).progress().reason())
                .isEqualTo("its validity ended before it may leave: it waited for quiet hours until"
                        + " 2026-11-28T08:00:00Z (08:00 in Z)");
        assertThat(report(message).progress().state().isFinal()).isFalse();
    }

    @Test
    void whatCannotBePutOffIsTriedAgainAndNothingIsLost() {
        at("2026-11-27T21:00:00Z");
        OutboundMessage message = accept(Duration.ofDays(1));
        at("2026-11-28T08:00:00Z");
        link.takeSubmitted();
        result(message, 1, new SmsResult.Submitted("1", "1", EXCHANGE));

        at("2026-11-28T21:00:00Z");
        store.fail(true);
        OutboundMessage other = accept(Duration.ofDays(1));
        assertThat(report0(other)).isEqualTo(SmsState.ACCEPTED);
        store.fail(false);
        at("2026-11-28T21:00:01Z");
        assertThat(report(other).progress().state()).isEqualTo(SmsState.SCHEDULED);
        at("2026-11-29T08:00:00Z");
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(other.key(), 1));
    }

    private SmsState report0(OutboundMessage message) {
        return store.stateOf(message.key());
    }

    @Test
    void manyArePutOffAFewAtOnceAndLeaveAsPermitsCome() {
        at("2026-11-27T21:00:00Z");
        for (int i = 0; i < 3_000; i++) {
            accept(Duration.ofDays(1));
        }
        assertThat(dispatcher.figures().putOff()).isEqualTo(3_000);
        at("2026-11-28T08:00:00Z");
        assertThat(link.takeSubmitted()).hasSize(4);
        assertThat(dispatcher.figures().queued()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void aTakenBackMessageDoesNotLeaveInTheMorning() {
        at("2026-11-27T21:00:00Z");
        OutboundMessage message = accept(Duration.ofDays(1));
        store.cancel(1, message.id()).join();
        at("2026-11-28T08:00:00Z");
        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.CANCELLED);
    }

    @Test
    void otherHoursOfTheConfigurationHoldForWhatIsTakenUpFromThenOn() {
        hours.replace(HoursPlan.ANY);
        at("2026-11-27T22:00:00Z");
        accept(Duration.ofDays(1));
        assertThat(link.takeSubmitted()).hasSize(1);
    }
}
