package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.hours.AllowedHours;
import trunkline.gateway.hours.DayHours;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.hours.HoursRules;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.StateChange;

class CallDispatcherTest {

    private static final class FakeVoiceLink implements VoiceLink {
        private final String name;
        private final Map<Long, CallEvents> calls = new LinkedHashMap<>();
        private final List<Long> hungUp = new ArrayList<>();
        private @Nullable String whyDown;

        FakeVoiceLink(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public @Nullable String whyDown() {
            return whyDown;
        }

        @Override
        public Executor executor() {
            return Runnable::run;
        }

        @Override
        public PlacedCall call(OutboundMessage message, CallEvents events) {
            calls.put(message.key(), events);
            return new PlacedCall() {
                @Override
                public void hangUp() {
                    hungUp.add(message.key());
                }

                @Override
                public CallReport report() {
                    return new CallReport("pbx", "1@gw", null, CallReport.Times.NONE, null, "");
                }

                @Override
                public CallTrace trace() {
                    return new CallTrace("pbx", "1@gw", List.of(), 0);
                }
            };
        }
    }

    private final CommitLog log = new CommitLog(messages -> this.dispatcher().kept(messages));
    private final List<Runnable> alarms = new ArrayList<>();
    private final InMemoryMessageStore store = new InMemoryMessageStore(log);
    private final FakeVoiceLink link = new FakeVoiceLink("pbx");
    private final FakeVoiceLink otherLink = new FakeVoiceLink("backup");
    private final Elsewhere elsewhere = new Elsewhere();
    private long nowMicros = 1_000_000;
    private CallDispatcher dispatcher = newDispatcher(new CallLimits(2, 1_000, RedialRules.NONE));

    @Test
    void callsAsManyAtOnceAsThereAreChannels() {
        dispatcher.start();
        OutboundMessage first = accept();
        later(1);
        OutboundMessage second = accept();
        later(1);
        OutboundMessage third = accept();
        later(1);
        assertThat(link.calls).containsOnlyKeys(first.key(), second.key());

        end(first, VoiceState.BUSY);
        later(1);
        assertThat(link.calls).containsKey(third.key());
        assertThat(state(first)).isEqualTo(VoiceState.BUSY);
    }

    @Test
    void keepsItsPaceAndWakesUpForTheNextCall() {
        dispatcher = newDispatcher(new CallLimits(10, 5, RedialRules.NONE));
        dispatcher.start();
        OutboundMessage first = accept();
        OutboundMessage second = accept();
        assertThat(link.calls).containsOnlyKeys(first.key());

        nowMicros += 200_000;
        alarms.remove(0).run();
        assertThat(link.calls).containsOnlyKeys(first.key(), second.key());
    }

    @Test
    void outsideOfTheCallWindowItWaitsAndSaysUntilWhen() {
        startWithWindow("08:00", "20:00", RedialRules.NONE);
        nowMicros = at("2026-11-27T19:59:59Z");
        OutboundMessage early = accept();
        assertThat(link.calls).containsOnlyKeys(early.key());

        later(1);
        OutboundMessage late = accept(Duration.ofHours(24));
        assertThat(link.calls).containsOnlyKeys(early.key());
        assertThat(state(late)).isEqualTo(VoiceState.SCHEDULED);
        assertThat(report(late).progress().reason())
                .isEqualTo("waits for the call window from 2026-11-28T08:00:00Z (08:00 in UTC)");
        assertThat(dispatcher.figures().putOff()).isEqualTo(1);

        nowMicros = at("2026-11-28T07:59:58Z");
        later(1);
        assertThat(link.calls).containsOnlyKeys(early.key());
        later(1);
        assertThat(link.calls).containsKey(late.key());
    }

    @Test
    void whatExpiresBeforeTheCallWindowOpensEndsAtOnce() {
        startWithWindow("08:00", "20:00", RedialRules.NONE);
        nowMicros = at("2026-11-27T20:00:00Z");
        OutboundMessage message = accept(Duration.ofHours(1));
        assertThat(state(message)).isEqualTo(VoiceState.EXPIRED);
        assertThat(report(message).progress().reason()).contains("the call window from 2026-11-28T08:00:00Z");
        assertThat(link.calls).isEmpty();
    }

    @Test
    void aRedialWaitsForTheCallWindowOrIsNoneIfThatIsTooLate() {
        startWithWindow("08:00", "20:00", rules(3));
        nowMicros = at("2026-11-27T19:59:30Z");
        OutboundMessage patient = accept(Duration.ofHours(24));
        later(1);
        OutboundMessage brief = accept(Duration.ofHours(1));
        later(1);
        end(patient, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        end(brief, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        assertThat(state(brief)).isEqualTo(VoiceState.BUSY);
        assertThat(state(patient)).isEqualTo(VoiceState.SCHEDULED);
        assertThat(report(patient).progress().reason())
                .startsWith("busy, will be called again: waits for the call window from 2026-11-28T08:00:00Z");

        link.calls.clear();
        nowMicros = at("2026-11-28T07:59:58Z");
        later(1);
        assertThat(link.calls).isEmpty();
        later(1);
        assertThat(link.calls).containsOnlyKeys(patient.key());
    }

    private void startWithWindow(String from, String to, RedialRules redial) {
        DayHours window = new DayHours(LocalTime.parse(from), LocalTime.parse(to), EnumSet.allOf(DayOfWeek.class));
        HoursRules hours = new HoursRules(AllowedHours.ANY, AllowedHours.inside(List.of(window)), false);
        HoursPlan plan = new HoursPlan(hours, Map.of(), ZoneId.of("UTC"));
        store.setClock(() -> nowMicros);
        dispatcher = newDispatcher(
                new CallLimits(2, 1_000, redial, new LeavingHours(plan, number -> List.of(), account -> "")));
        dispatcher.start();
    }

    private static long at(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    private static RedialRules rules(int busyTimes) {
        return new RedialRules(
                new RedialRules.Rule(busyTimes, Duration.ofSeconds(60)),
                RedialRules.Rule.NEVER,
                new RedialRules.Rule(1, Duration.ofSeconds(10)));
    }

    @Test
    void aBusyCalleeIsCalledAgainAsOftenAsTheRulesSay() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(1)));
        dispatcher.start();
        OutboundMessage message = accept();
        end(message, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        assertThat(state(message)).isEqualTo(VoiceState.SCHEDULED);
        link.calls.clear();
        later(59);
        assertThat(link.calls).isEmpty();

        later(2);
        assertThat(link.calls).containsOnlyKeys(message.key());
        assertThat(state(message)).isEqualTo(VoiceState.CALLING);
        end(message, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        assertThat(state(message)).isEqualTo(VoiceState.BUSY);
        link.calls.clear();
        later(1_000);
        assertThat(link.calls).isEmpty();
        assertThat(store.find(1, message.id()).join().orElseThrow().progress().attempts())
                .isEqualTo(2);
    }

    @Test
    void whoDeclinedIsNotCalledAgain() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(5)));
        dispatcher.start();
        OutboundMessage message = accept();
        end(message, VoiceState.DECLINED, CallEnd.Hope.NONE, Duration.ZERO);

        assertThat(state(message)).isEqualTo(VoiceState.DECLINED);
    }

    @Test
    void aMessageIsNotCalledAgainAfterItsValidity() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(5)));
        dispatcher.start();
        OutboundMessage message = accept();
        nowMicros = message.expiresAtMicros() - 30_000_000;
        end(message, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);

        assertThat(state(message)).isEqualTo(VoiceState.BUSY);
    }

    @Test
    void aMessageThatWaitsToBeCalledAgainCanBeTakenBack() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(5)));
        dispatcher.start();
        OutboundMessage message = accept();
        end(message, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        store.cancel(1, message.id()).join();
        link.calls.clear();
        later(61);
        later(61);

        assertThat(state(message)).isEqualTo(VoiceState.CANCELLED);
        assertThat(link.calls).isEmpty();
    }

    @Test
    void aTrunkThatAsksForARestGetsNoCallsUntilItIsOver() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(0)));
        dispatcher.start();
        OutboundMessage refused = accept();
        end(refused, VoiceState.UNREACHABLE, CallEnd.Hope.TROUBLE, Duration.ofSeconds(20));
        OutboundMessage other = accept();
        later(19);
        assertThat(link.calls).doesNotContainKey(other.key());

        later(2);
        later(1);
        assertThat(link.calls).containsKey(other.key());
        assertThat(state(refused)).as("after the rest, not the interval").isEqualTo(VoiceState.CALLING);
    }

    @Test
    void messagesWaitWhileTheTrunkIsDown() {
        link.whyDown = "not registered";
        dispatcher.start();
        OutboundMessage message = accept();
        later(1);
        assertThat(link.calls).isEmpty();

        link.whyDown = null;
        later(1);
        assertThat(link.calls).containsOnlyKeys(message.key());
    }

    @Test
    void aCallIsHungUpOnRequestAndTheRequestHearsWhatItCameTo() {
        dispatcher.start();
        OutboundMessage message = accept();
        var ended = dispatcher.hangUp(message.key());
        assertThat(link.hungUp).containsExactly(message.key());
        assertThat(ended).isNotDone();

        end(message, VoiceState.CANCELLED);
        assertThat(ended).isCompletedWithValue(Optional.of(VoiceState.CANCELLED));
        assertThat(dispatcher.hangUp(message.key())).isCompletedWithValue(Optional.empty());
        assertThat(dispatcher.calls().join()).isEmpty();
    }

    @Test
    void aCallThatIsHungUpWhileItIsClaimedIsNeverDialled() {
        dispatcher.start();
        store.hold();
        OutboundMessage message = accept();
        var ended = dispatcher.hangUp(message.key());
        store.release();

        assertThat(link.calls).isEmpty();
        assertThat(ended).isCompletedWithValue(Optional.of(VoiceState.CANCELLED));
        assertThat(state(message)).isEqualTo(VoiceState.CANCELLED);
    }

    @Test
    void liveCallsAreListed() {
        dispatcher.start();
        OutboundMessage message = accept();
        events(message)
                .onProgress(VoiceState.RINGING, new CallReport("pbx", "1@gw", null, CallReport.Times.NONE, null, ""));

        assertThat(dispatcher.calls().join()).singleElement().satisfies(call -> {
            assertThat(call.message()).isEqualTo(message);
            assertThat(call.state()).isEqualTo(VoiceState.RINGING);
        });
    }

    @Test
    void aCallThatWasUpWhenTheProcessEndedIsInterruptedNotDialledAgain() {
        OutboundMessage up = accept();
        store.claimCalls("pbx", new CallClaims(List.of(up.key()), List.of(), up.key()))
                .join();

        dispatcher.start();

        assertThat(link.calls).isEmpty();
        assertThat(state(up)).isEqualTo(VoiceState.INTERRUPTED);
        assertThat(log.changes())
                .extracting(StateChange::state)
                .containsExactly(VoiceState.CALLING, VoiceState.INTERRUPTED);
    }

    @Test
    void callsForWhatAnEarlierProcessAccepted() {
        OutboundMessage waiting = accept();
        dispatcher.start();

        assertThat(link.calls).containsOnlyKeys(waiting.key());
    }

    @Test
    void anOutcomeThatCannotBeKeptHoldsItsChannelUntilItIs() {
        dispatcher = newDispatcher(new CallLimits(1, 1_000, RedialRules.NONE));
        dispatcher.start();
        OutboundMessage first = accept();
        OutboundMessage second = accept();
        store.fail(true);
        end(first, VoiceState.PLAYED);
        later(1);
        assertThat(link.calls).doesNotContainKey(second.key());

        store.fail(false);
        later(1);
        assertThat(state(first)).isEqualTo(VoiceState.PLAYED);
        later(1);
        assertThat(link.calls).containsKey(second.key());
    }

    @Test
    void aClaimThatCannotBeKeptIsMadeAgain() {
        dispatcher.start();
        store.fail(true);
        OutboundMessage message = accept();
        assertThat(link.calls).isEmpty();

        store.fail(false);
        later(1);
        assertThat(link.calls).containsOnlyKeys(message.key());
    }

    @Test
    void anExpiredMessageIsNotDialled() {
        OutboundMessage message = accept();
        nowMicros += TimeUnit.HOURS.toMicros(1);
        dispatcher.start();

        assertThat(link.calls).isEmpty();
        assertThat(state(message)).isEqualTo(VoiceState.EXPIRED);
    }

    @Test
    void aScheduledMessageIsCalledAtItsTimeOnceAndNotBefore() {
        store.setClock(() -> nowMicros);
        dispatcher.start();
        OutboundMessage message = schedule(Duration.ofMinutes(5));
        later(299);
        assertThat(link.calls).isEmpty();

        later(1);
        assertThat(link.calls).containsOnlyKeys(message.key());
        end(message, VoiceState.BUSY);
        link.calls.clear();
        later(600);
        assertThat(link.calls).isEmpty();
        assertThat(state(message)).isEqualTo(VoiceState.BUSY);
    }

    @Test
    void schedulesThatAreDueTogetherAreCalledAsChannelsBecomeFree() {
        store.setClock(() -> nowMicros);
        dispatcher.start();
        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < 350; i++) {
            messages.add(schedule(Duration.ofMinutes(5)));
        }
        later(300);
        for (OutboundMessage message : messages) {
            assertThat(link.calls).containsKey(message.key());
            end(message, VoiceState.PLAYED);
            nowMicros += 10_000;
            List<Runnable> now = List.copyOf(alarms);
            alarms.clear();
            now.forEach(Runnable::run);
        }
        assertThat(link.calls).hasSize(350);
        assertThat(messages).allSatisfy(message -> assertThat(state(message)).isEqualTo(VoiceState.PLAYED));
    }

    @Test
    void aScheduleWhoseValidityHasEndedIsNotCalled() {
        store.setClock(() -> nowMicros);
        OutboundMessage message = schedule(Duration.ofMinutes(5));
        nowMicros += TimeUnit.MINUTES.toMicros(65);
        dispatcher.start();
        later(1);

        assertThat(link.calls).isEmpty();
        assertThat(state(message)).isEqualTo(VoiceState.EXPIRED);
    }

    @Test
    void whatIsDueAndWhatComesInMeanwhileTakeTurns() {
        store.setClock(() -> nowMicros);
        dispatcher = newDispatcher(new CallLimits(1, 1_000, RedialRules.NONE));
        dispatcher.start();
        List<OutboundMessage> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(schedule(Duration.ofMinutes(5)));
        }
        later(301);
        for (int i = 0; i < 2; i++) {
            all.add(accept());
        }
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            OutboundMessage up = all.stream()
                    .filter(message -> state(message) == VoiceState.CALLING)
                    .findFirst()
                    .orElseThrow();
            order.append(up.request().isScheduled() ? 'd' : 'f');
            end(up, VoiceState.PLAYED);
            later(1);
        }

        assertThat(order).hasToString("dfdfdddd");
    }

    private OutboundMessage schedule(Duration ahead) {
        MessageRequest request = new MessageRequest(
                1,
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                new Content.Voice("emergency.mp3", "3f9a"),
                Duration.ofHours(1),
                new SendPlan(nowMicros + ahead.toNanos() / 1_000, null));
        return ((AcceptOutcome.Kept) store.accept(request, "pbx").join()).message();
    }

    /** Knows {@code backup} for what leaves {@code pbx}, once the account's name is known. */
    private static final class Elsewhere implements Failover {
        private final Set<FailoverCause> causes = new HashSet<>();
        private final List<Integer> tries = new ArrayList<>();
        private @Nullable String whyDown;
        private @Nullable CallDispatcher other;

        @Override
        public @Nullable String whyDown(String way) {
            return way.equals("pbx") ? whyDown : null;
        }

        @Override
        public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tried) {
            tries.add(tried);
            return causes.contains(cause) && from.equals("pbx") ? "backup" : null;
        }

        @Override
        public CompletableFuture<Optional<String>> find(
                OutboundMessage message, String from, FailoverCause cause, int tried) {
            return CompletableFuture.completedFuture(Optional.ofNullable(detour(message, from, cause, tried)));
        }

        @Override
        public void moved(Set<String> ways) {
            assertThat(ways).containsExactly("backup");
            Objects.requireNonNull(other, "a dispatcher").lookForMoved();
        }
    }

    @Test
    void aTrunkThatIsDownGivesWhatWaitsToTheNextAtOnceAndEachMessageIsCalledOnce() {
        startBoth(new CallLimits(1, 1_000, rules(1)), FailoverCause.DOWN);
        OutboundMessage up = accept();
        OutboundMessage redialled = accept();
        later(1);
        end(up, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        OutboundMessage untried = accept();
        link.whyDown = "not registered";
        end(redialled, VoiceState.PLAYED);
        later(60);
        assertThat(otherLink.calls).as("it may be up again in a moment").isEmpty();

        elsewhere.whyDown = "not registered";
        later(1);
        Objects.requireNonNull(elsewhere.other).tick();
        later(1);
        elsewhere.other.tick();
        assertThat(otherLink.calls).containsOnlyKeys(up.key(), untried.key());
        assertThat(report(untried).message().way()).isEqualTo("backup");
        link.calls.clear();
        link.whyDown = null;
        elsewhere.whyDown = null;
        later(1);
        later(1);
        assertThat(link.calls).isEmpty();
        assertThat(dispatcher.figures().moved()).isEqualTo(2);
    }

    @Test
    void aMessageThatAnOldPageStillHoldsIsNotCalledByTheTrunkThatGaveItAway() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, RedialRules.NONE));
        OutboundMessage message = accept();
        Move move = new Move(message.key(), "backup", 0, "why");
        store.claimCalls("pbx", new CallClaims(List.of(), List.of(), List.of(move), 0))
                .join();

        assertThat(store.claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))
                        .join())
                .containsExactly(message.key());
        assertThat(store.claimCalls("backup", new CallClaims(List.of(message.key()), List.of(), 0))
                        .join())
                .isEmpty();
    }

    @Test
    void aMessageStaysWhereTheMoveCannotBeKept() {
        startBoth(new CallLimits(1, 1_000, RedialRules.NONE), FailoverCause.DOWN);
        link.whyDown = "down";
        OutboundMessage message = accept();
        elsewhere.whyDown = "down";
        store.fail(true);
        later(1);
        assertThat(otherLink.calls).isEmpty();

        link.whyDown = null;
        elsewhere.whyDown = null;
        store.fail(false);
        later(1);
        assertThat(link.calls).containsOnlyKeys(message.key());
    }

    @Test
    void aCallThatTheTrunkCannotPlaceGoesToTheNextAtOnce() {
        startBoth(new CallLimits(2, 1_000, rules(1)), FailoverCause.TEMPORARY);
        OutboundMessage message = accept();
        end(message, VoiceState.UNREACHABLE, CallEnd.Hope.TROUBLE, Duration.ofSeconds(20));

        assertThat(otherLink.calls).containsOnlyKeys(message.key());
        assertThat(state(message)).isEqualTo(VoiceState.CALLING);
        assertThat(report(message).progress().attempts()).isEqualTo(2);
        assertThat(elsewhere.tries).containsExactly(1);
        assertThat(store.timeline(1, message.id()).join().orElseThrow().steps())
                .extracting(step -> step.step().detail())
                .containsExactly("given to backup by pbx, since it is in trouble");
        assertThat(log.changes())
                .extracting(StateChange::state)
                .containsExactly(VoiceState.CALLING, VoiceState.SCHEDULED, VoiceState.CALLING);
    }

    @Test
    void aCallThatTheTrunkRefusesGoesToTheNextWhereItsRouteSaysSo() {
        startBoth(new CallLimits(2, 1_000, RedialRules.NONE), FailoverCause.REFUSED);
        OutboundMessage refused = accept();
        OutboundMessage trouble = accept();
        later(1);
        end(refused, VoiceState.FAILED, CallEnd.Hope.REFUSED, Duration.ZERO);
        end(trouble, VoiceState.UNREACHABLE, CallEnd.Hope.TROUBLE, Duration.ZERO);

        assertThat(otherLink.calls).containsOnlyKeys(refused.key());
        assertThat(state(trouble)).isEqualTo(VoiceState.UNREACHABLE);
    }

    @Test
    void whatRangOrIsHungUpNeverGoesToAnotherTrunk() {
        startBoth(new CallLimits(2, 1_000, RedialRules.NONE), FailoverCause.TEMPORARY);
        OutboundMessage rang = accept();
        OutboundMessage hungUp = accept();
        later(1);
        CallReport report = new CallReport(
                "pbx", "1@gw", null, CallReport.Times.NONE.invited(1).ringing(2), null, "");
        events(rang)
                .onEnded(new CallEnd(VoiceState.UNREACHABLE, null, report, null, CallEnd.Hope.TROUBLE, Duration.ZERO));
        var asked = dispatcher.hangUp(hungUp.key());
        end(hungUp, VoiceState.UNREACHABLE, CallEnd.Hope.TROUBLE, Duration.ZERO);

        assertThat(otherLink.calls).isEmpty();
        assertThat(state(rang)).isEqualTo(VoiceState.UNREACHABLE);
        assertThat(asked).isCompletedWithValue(Optional.of(VoiceState.UNREACHABLE));
    }

    private void startBoth(CallLimits limits, FailoverCause cause) {
        elsewhere.causes.add(cause);
        CallDispatcher other = newDispatcher(otherLink, new CallLimits(10, 1_000, RedialRules.NONE), elsewhere);
        elsewhere.other = other;
        other.start();
        dispatcher = newDispatcher(link, limits, elsewhere);
        dispatcher.start();
    }

    private CallDispatcher newDispatcher(CallLimits limits) {
        return newDispatcher(link, limits, Failover.NONE);
    }

    private CallDispatcher newDispatcher(VoiceLink way, CallLimits limits, Failover failover) {
        Clocks clocks = new Clocks(() -> Instant.ofEpochSecond(0, nowMicros * 1_000), () -> nowMicros * 1_000);
        return new CallDispatcher(way, store, limits, failover, clocks, (delay, executor, task) -> alarms.add(task));
    }

    private CallDispatcher dispatcher() {
        return dispatcher;
    }

    private OutboundMessage accept() {
        return accept(Duration.ofHours(1));
    }

    private OutboundMessage accept(Duration validity) {
        MessageRequest request = new MessageRequest(
                1,
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                new Content.Voice("emergency.mp3", "3f9a"),
                validity);
        return ((AcceptOutcome.Kept) store.accept(request, "pbx").join()).message();
    }

    private void end(OutboundMessage message, VoiceState state) {
        end(message, state, CallEnd.Hope.NONE, Duration.ZERO);
    }

    private void end(OutboundMessage message, VoiceState state, CallEnd.Hope hope, Duration rest) {
        events(message).onEnded(new CallEnd(state, null, null, null, hope, rest));
    }

    private VoiceLink.CallEvents events(OutboundMessage message) {
        return Objects.requireNonNull(link.calls.get(message.key()), "it is being called");
    }

    private void later(long seconds) {
        nowMicros += TimeUnit.SECONDS.toMicros(seconds);
        dispatcher.tick();
    }

    private MessageState state(OutboundMessage message) {
        return report(message).progress().state();
    }

    private MessageReport report(OutboundMessage message) {
        return store.find(1, message.id()).join().orElseThrow();
    }
}
