package trunkline.gateway.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageReport;

/**
 * What tests of the calls of one trunk, {@code pbx}, share: its dispatcher, a store in memory, a link that calls nobody, and a clock that is
 * turned by hand. All on the thread of the test.
 */
abstract class OneTrunk {

    final CommitLog log = new CommitLog(messages -> this.dispatcher().kept(messages));
    final List<Runnable> alarms = new ArrayList<>();
    final InMemoryMessageStore store = new InMemoryMessageStore(log);
    final FakeVoiceLink link = new FakeVoiceLink("pbx");
    long nowMicros = 1_000_000;
    CallDispatcher dispatcher = newDispatcher(new CallLimits(2, 1_000, RedialRules.NONE));

    final CallDispatcher newDispatcher(CallLimits limits) {
        return newDispatcher(link, limits, Failover.NONE);
    }

    final CallDispatcher newDispatcher(VoiceLink way, CallLimits limits, Failover failover) {
        Clocks clocks = new Clocks(() -> Instant.ofEpochSecond(0, nowMicros * 1_000), () -> nowMicros * 1_000);
        return new CallDispatcher(way, store, limits, failover, clocks, (delay, executor, task) -> alarms.add(task));
    }

    private CallDispatcher dispatcher() {
        return dispatcher;
    }

    final OutboundMessage accept() {
        return accept(Duration.ofHours(1));
    }

    final OutboundMessage accept(Duration validity) {
        return accept(validity, SendPlan.NOW);
    }

    /** Accepts one that is to be called later. */
    final OutboundMessage schedule(Duration ahead) {
        return accept(Duration.ofHours(1), new SendPlan(nowMicros + ahead.toNanos() / 1_000, null));
    }

    private OutboundMessage accept(Duration validity, SendPlan plan) {
        MessageRequest request = new MessageRequest(
                1,
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                new Content.Voice("emergency.mp3", "3f9a"),
                validity,
                plan);
        return ((AcceptOutcome.Kept) store.accept(request, "pbx").join()).message();
    }

    final void end(OutboundMessage message, VoiceState state) {
        end(message, state, CallEnd.Hope.NONE, Duration.ZERO);
    }

    final void end(OutboundMessage message, VoiceState state, CallEnd.Hope hope, Duration rest) {
        events(message).onEnded(new CallEnd(state, null, null, null, hope, rest));
    }

    final VoiceLink.CallEvents events(OutboundMessage message) {
        return Objects.requireNonNull(link.calls.get(message.key()), "it is being called");
    }

    final void later(long seconds) {
        nowMicros += TimeUnit.SECONDS.toMicros(seconds);
        dispatcher.tick();
    }

    final MessageState state(OutboundMessage message) {
        return report(message).progress().state();
    }

    final MessageReport report(OutboundMessage message) {
        return store.find(1, message.id()).join().orElseThrow();
    }

    static RedialRules rules(int busyTimes) {
        return new RedialRules(
                new RedialRules.Rule(busyTimes, Duration.ofSeconds(60)),
                RedialRules.Rule.NEVER,
                new RedialRules.Rule(1, Duration.ofSeconds(10)));
    }
}
