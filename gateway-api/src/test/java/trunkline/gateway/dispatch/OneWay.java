package trunkline.gateway.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Timeline.TimedStep;

/**
 * What tests of the SMS of one way, {@code carrier-a}, share: its dispatcher, a store in memory, a link that sends nothing, and clocks
 * that are turned by hand. All on the thread of the test.
 */
abstract class OneWay {

    static final Exchange EXCHANGE = new Exchange(1, 17, 2_000_000, 2_000_500);
    static final SmsResult UNANSWERED = new SmsResult.Unanswered(EXCHANGE);
    static final SmsResult NOT_SENT = new SmsResult.NotSent(EXCHANGE);

    private static final SendRules RULES =
            new SendRules(new RetryDelays(Duration.ofSeconds(5), Duration.ofMinutes(10)), LeavingHours.ANY);

    final CommitLog log = new CommitLog(messages -> this.dispatcher().kept(messages));
    final InMemoryMessageStore store = new InMemoryMessageStore(log);
    final FakeFailover failover = new FakeFailover();
    FakeSmsLink link;
    SmsDispatcher dispatcher;
    long nowMicros = 1_000_000;
    private long nowNanos;

    /** Begins with a store that is empty. */
    OneWay(FakeSmsLink link) {
        store.setClock(() -> nowMicros);
        this.link = link;
        this.dispatcher = dispatcher(link, AmbiguityRule.RESEND);
        dispatcher.start();
    }

    private SmsDispatcher dispatcher(SmsLink of, AmbiguityRule ambiguity) {
        Clocks clocks = new Clocks(() -> Instant.ofEpochSecond(0, nowMicros * 1_000), () -> nowNanos);
        return new SmsDispatcher(of, store, store, RULES, ambiguity, failover, clocks);
    }

    private SmsDispatcher dispatcher() {
        return dispatcher;
    }

    /** As a new process does on the same store. */
    final void restart(FakeSmsLink next) {
        link = next;
        dispatcher = dispatcher(next, AmbiguityRule.RESEND);
        dispatcher.start();
    }

    /** The same with the same link, and another rule for what was sent and not answered. */
    final void restart(AmbiguityRule ambiguity) {
        dispatcher = dispatcher(link, ambiguity);
        dispatcher.start();
    }

    final OutboundMessage accept(String text) {
        return accept(request(text, SendPlan.NOW), "carrier-a");
    }

    final OutboundMessage accept(MessageRequest request, String way) {
        return ((AcceptOutcome.Kept) store.accept(request, way).join()).message();
    }

    /** Accepts one that is to leave later. */
    final OutboundMessage schedule(String text, Duration ahead) {
        SendPlan plan = new SendPlan(nowMicros + TimeUnit.NANOSECONDS.toMicros(ahead.toNanos()), null);
        return accept(request(text, plan), "carrier-a");
    }

    static MessageRequest request(String text, SendPlan plan) {
        return new MessageRequest(
                1,
                new Sender("Trunkline"),
                new PhoneNumber("+46736265449"),
                Content.Text.of(text),
                Duration.ofDays(3),
                plan);
    }

    final void result(OutboundMessage message, int segment, SmsResult result) {
        dispatcher.onResult(new SegmentKey(message.key(), segment), result);
        dispatcher.onBatchEnd();
    }

    static SmsResult submitted(String id) {
        return new SmsResult.Submitted(id, id, EXCHANGE);
    }

    static SmsResult refused(int commandStatus, SmsResult.Verdict verdict) {
        return new SmsResult.Refused(commandStatus, verdict, EXCHANGE);
    }

    final void later(long seconds) {
        nowMicros += TimeUnit.SECONDS.toMicros(seconds);
        nowNanos += TimeUnit.SECONDS.toNanos(seconds);
        dispatcher.tick();
    }

    final MessageReport report(OutboundMessage message) {
        return store.find(1, message.id()).join().orElseThrow();
    }

    final List<TimedStep> timeline(OutboundMessage message) {
        return store.timeline(1, message.id()).join().orElseThrow().steps();
    }

    /** What its timeline says, each step in a line. */
    final List<String> steps(OutboundMessage message) {
        return timeline(message).stream()
                .map(TimedStep::step)
                .map(step -> step.kind().label() + " " + step.detail())
                .toList();
    }

    static List<Long> keys(List<OutboundMessage> messages) {
        return messages.stream().map(OutboundMessage::key).toList();
    }
}
