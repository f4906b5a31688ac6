package trunkline.gateway.store;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsSize;

/** A {@link MessageStore} under test, with what is asked of it again and again. */
public interface StoreUnderTest {

    String WAY = "carrier-a";
    String OTHER_WAY = "carrier-z";
    long ACCOUNT = 7;
    Exchange EXCHANGE = new Exchange(1, 17, 2_000_000, 2_000_500);

    /** The store under test, with nothing in it. */
    MessageStore store();

    ReceiptStore receipts();

    /** What the store has announced, in order. */
    CommitLog log();

    /** The clock of the store, microseconds since 1970 in UTC; it stands still. */
    long nowMicros();

    /** Turns it. */
    void later(Duration time);

    /** Where one side of a race runs; this thread is the other one. */
    Executor racer();

    default OutboundMessage schedule(Content content, String way, Duration ahead) {
        return ((AcceptOutcome.Kept) get(store().accept(planned(content, ahead), way))).message();
    }

    default MessageRequest planned(Content content, Duration ahead) {
        return new MessageRequest(
                ACCOUNT,
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                content,
                Duration.ofDays(3),
                new SendPlan(nowMicros() + ahead.toNanos() / 1_000, "order-17"));
    }

    static SmsClaim timed(OutboundMessage message) {
        int total = ((Content.Sms) message.request().content()).size().segments();
        int segments = Math.max(1, total);
        return new SmsClaim(
                message.key(),
                ACCOUNT,
                segments,
                1,
                segments,
                1,
                false,
                null,
                message.request().plan().sendAtMicros());
    }

    default OutboundMessage accept(String text) {
        return accept(Content.Text.of(text), WAY);
    }

    default OutboundMessage accept(Content content, String way) {
        return accept(content, way, "+46736265449");
    }

    default OutboundMessage accept(Content content, String way, String to) {
        MessageRequest request = new MessageRequest(
                ACCOUNT, new Sender("+46736265400"), new PhoneNumber(to), content, Duration.ofDays(3));
        return ((AcceptOutcome.Kept) get(store().accept(request, way))).message();
    }

    default OutboundMessage acceptLong(String to) {
        return accept(new Content.Text("long", SmsOptions.NONE, SmsSize.of("gsm7", 2)), WAY, to);
    }

    default Set<Long> claim(SmsClaim claim) {
        return get(store().claimSms(WAY, new SmsClaims(List.of(), List.of(claim), List.of(), 0, 0)));
    }

    default Set<Long> claimAt(String way, SmsClaim claim) {
        return get(store().claimSms(way, new SmsClaims(List.of(), List.of(claim), List.of(), 0, 0)));
    }

    default void move(OutboundMessage message, String to, long atMicros) {
        Move move = new Move(message.key(), to, atMicros, "why");
        get(store().claimSms(WAY, SmsClaims.leaving(List.of(move), 0, 0)));
    }

    /** Claims whole messages at their first attempt. */
    default Set<Long> claimWhole(OutboundMessage... messages) {
        List<Long> keys = Stream.of(messages).map(OutboundMessage::key).sorted().toList();
        return get(store().claimSms(WAY, new SmsClaims(keys, List.of(), List.of(), keys.get(keys.size() - 1), 0)));
    }

    static SmsClaims marks(long claimedUpTo, long resolvedUpTo) {
        return new SmsClaims(List.of(), List.of(), List.of(), claimedUpTo, resolvedUpTo);
    }

    /** What moves on by it. */
    default List<StateChange> submit(SubmitRecord... results) {
        log().takeChanges();
        get(store().recordSubmits(WAY, SubmitBatch.of(List.of(results))));
        return log().takeChanges();
    }

    /** What moves on by it. */
    default List<StateChange> receive(ReceiptReading receipt) {
        log().takeChanges();
        get(receipts().record(WAY, List.of(receipt)));
        return log().takeChanges();
    }

    /** What moves on by it. */
    default List<StateChange> end(Ending ending) {
        log().takeChanges();
        get(store().end(List.of(ending)));
        return log().takeChanges();
    }

    static SubmitRecord submitted(OutboundMessage message, int segment, int total, String id, String form) {
        SegmentProgress progress = new SegmentProgress(SegmentState.SUBMITTED, id, 0, EXCHANGE);
        return new SubmitRecord(message.key(), ACCOUNT, segment, total, 1, progress, form);
    }

    static SubmitRecord other(OutboundMessage message, int segment, int total, SegmentState state, int commandStatus) {
        SegmentProgress progress = new SegmentProgress(state, null, commandStatus, EXCHANGE);
        return new SubmitRecord(message.key(), ACCOUNT, segment, total, 1, progress, null);
    }

    default MessageReport report(OutboundMessage message) {
        return get(store().find(ACCOUNT, message.id())).orElseThrow();
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.join();
    }
}
