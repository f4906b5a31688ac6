package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.storage.FilledStore.ACCOUNT;
import static trunkline.gateway.storage.FilledStore.WAY;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.Failover;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.storage.FilledStore;
import trunkline.gateway.storage.StoreUnusableException;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.Timeline.TimedStep;

/** A gateway was started again, and an SMSC or trunk that has messages is not configured any more. */
class FormerWaysTest {

    private static final String PHONE = "+46736265449";
    /** Its route has no other way. */
    private static final String ALONE = "+47736265449";

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private FilledStore filled;

    private final Beside failover = new Beside();
    private final Meters meters = new Meters();

    @BeforeEach
    void open() throws StoreUnusableException {
        filled = FilledStore.open(directory);
    }

    @AfterEach
    void close() {
        filled.close();
    }

    @Test
    void whatWaitsGoesByTheWayThatItsRouteHasNow() throws Exception {
        OutboundMessage waiting = filled.accept(PHONE, "waits");
        OutboundMessage planned = accept(PHONE, Content.Text.of("later"), WAY, Duration.ofHours(1));
        lookAfterRestart();

        assertThat(report(waiting).message().way()).isEqualTo("carrier-b");
        assertThat(timeline(waiting)).containsExactly("given to carrier-b, since carrier-a is not configured any more");
        assertThat(failover.told).containsExactly("carrier-b");
        assertThat(dueSms("carrier-b")).containsExactly(waiting.key());
        assertThat(report(planned).message().way()).as("before its time").isEqualTo(WAY);
        assertThat(meters.scrape()).contains("trunkline_messages_of_former_ways_total{result=\"moved\"} 1.0");

        filled.later(Duration.ofHours(1));
        look(Set.of("carrier-b"));
        assertThat(dueSms("carrier-b")).contains(planned.key());
    }

    @Test
    void whatHasNoOtherWayEndsWithItsValidityAndSaysWhy() throws Exception {
        OutboundMessage message = filled.accept(ALONE, "waits");
        lookAfterRestart();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.ACCEPTED);

        filled.later(Duration.ofDays(3));
        look(Set.of("carrier-b"));

        assertThat(report(message).progress().state()).isEqualTo(SmsState.EXPIRED);
        assertThat(report(message).progress().reason())
                .isEqualTo("its validity ended: carrier-a is not configured any more, and its route had no other way"
                        + " that is up");
    }

    @Test
    void whatItsSmscMayHaveGoesNowhereElseUnlessItsRouteTakesThatRisk() throws Exception {
        OutboundMessage whole = filled.accept(PHONE, "on the wire");
        messages()
                .claimSms(WAY, new SmsClaims(List.of(whole.key()), List.of(), List.of(), whole.key(), 0))
                .join();
        OutboundMessage again = filled.accept(PHONE, "for the second time");
        SmsClaim claim = new SmsClaim(again.key(), ACCOUNT, 2, 1, 2, 2, false, null);
        messages()
                .claimSms(WAY, new SmsClaims(List.of(), List.of(claim), List.of(), again.key(), 0))
                .join();
        failover.causes.remove(FailoverCause.UNANSWERED);
        lookAfterRestart();
        assertThat(report(whole).message().way()).isEqualTo(WAY);
        assertThat(report(again).message().way()).isEqualTo(WAY);

        failover.causes.add(FailoverCause.UNANSWERED);
        lookAfterRestart();
        assertThat(report(again).message().way()).isEqualTo("carrier-b");
        filled.later(Duration.ofDays(3));
        lookAfterRestart();
        assertThat(report(whole).progress().state()).isEqualTo(SmsState.UNKNOWN);
        assertThat(report(whole).progress().reason()).contains("not answered by carrier-a, which is not configured");
    }

    @Test
    void whatItsSmscHasAPartOfStaysUntilItsValidityEnds() throws Exception {
        OutboundMessage message = filled.accept(PHONE, "one two");
        messages()
                .claimSms(WAY, new SmsClaims(List.of(message.key()), List.of(), List.of(), message.key(), 0))
                .join();
        record(message, 1, SegmentState.SUBMITTED, "id-1");
        record(message, 2, SegmentState.PENDING, null);
        lookAfterRestart();
        assertThat(report(message).message().way()).isEqualTo(WAY);

        filled.later(Duration.ofDays(3));
        lookAfterRestart();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.EXPIRED);
    }

    @Test
    void callsGoByAnotherTrunkAndOneThatWasUpIsInterrupted() throws Exception {
        Content.Voice prompt = new Content.Voice("a.mp3", "prompt-a");
        OutboundMessage up = accept(PHONE, prompt, "pbx", Duration.ZERO);
        messages()
                .claimCalls("pbx", new CallClaims(List.of(up.key()), List.of(), up.key()))
                .join();
        OutboundMessage waiting = accept(PHONE, prompt, "pbx", Duration.ZERO);
        OutboundMessage alone = accept(ALONE, prompt, "pbx", Duration.ZERO);
        lookAfterRestart();

        assertThat(report(up).progress().state()).isEqualTo(VoiceState.INTERRUPTED);
        assertThat(report(waiting).message().way()).isEqualTo("carrier-b");
        assertThat(messages().dueCalls("carrier-b", filled.nowMicros(), 10).join())
                .extracting(call -> call.message().key())
                .containsExactly(waiting.key());
        filled.later(Duration.ofDays(3));
        look(Set.of("carrier-b"));
        assertThat(report(alone).progress().state()).isEqualTo(VoiceState.EXPIRED);
    }

    @Test
    void manyThatHaveNoOtherWayDoNotHideOneThatHas() throws Exception {
        List<CompletableFuture<AcceptOutcome>> kept = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            kept.add(messages().accept(request(ALONE, Content.Text.of("x"), Duration.ZERO), WAY));
        }
        kept.forEach(CompletableFuture::join);
        OutboundMessage last = filled.accept(PHONE, "last");
        FormerWays former = former(Set.of("carrier-b"));
        former.look();
        former.look();

        assertThat(report(last).message().way()).isEqualTo("carrier-b");
    }

    @Test
    void aWayThatIsConfiguredAndOneWhileThatChangesAreLeftAlone() throws Exception {
        OutboundMessage message = filled.accept(PHONE, "waits");
        look(Set.of(WAY, "carrier-b"));
        assertThat(report(message).message().way()).isEqualTo(WAY);

        ReentrantLock changing = new ReentrantLock();
        FormerWays former = new FormerWays(messages(), failover, clocks(), changing, Set::of);
        Thread reloading = new Thread(changing::lock);
        reloading.start();
        reloading.join();
        former.look();
        assertThat(report(message).message().way()).isEqualTo(WAY);
    }

    private void lookAfterRestart() throws StoreUnusableException {
        filled.restart();
        look(Set.of("carrier-b"));
    }

    private void look(Set<String> configured) {
        former(configured).look();
    }

    private FormerWays former(Set<String> configured) {
        FormerWays former = new FormerWays(messages(), failover, clocks(), new ReentrantLock(), () -> configured);
        former.measure(meters);
        return former;
    }

    private Clocks clocks() {
        return new Clocks(() -> Instant.EPOCH.plus(filled.nowMicros(), ChronoUnit.MICROS), System::nanoTime);
    }

    private MessageStore messages() {
        return filled.store().messages();
    }

    private MessageRequest request(String to, Content content, Duration after) {
        SendPlan plan =
                after.isZero() ? SendPlan.NOW : new SendPlan(filled.nowMicros() + after.toNanos() / 1_000, null);
        return new MessageRequest(ACCOUNT, new Sender("Shop"), new PhoneNumber(to), content, Duration.ofDays(3), plan);
    }

    private OutboundMessage accept(String to, Content content, String way, Duration after) {
        return ((AcceptOutcome.Kept)
                        messages().accept(request(to, content, after), way).join())
                .message();
    }

    private void record(OutboundMessage message, int segment, SegmentState state, @Nullable String id) {
        SegmentProgress progress = new SegmentProgress(state, id, 0, new Exchange(1, 17, 1, 2));
        SubmitRecord result = new SubmitRecord(message.key(), ACCOUNT, segment, 2, 1, progress, id);
        messages().recordSubmits(WAY, SubmitBatch.of(List.of(result))).join();
    }

    private MessageReport report(OutboundMessage message) {
        return messages().find(ACCOUNT, message.id()).join().orElseThrow();
    }

    private List<@Nullable String> timeline(OutboundMessage message) {
        return messages().timeline(ACCOUNT, message.id()).join().orElseThrow().steps().stream()
                .map(TimedStep::step)
                .<@Nullable String>map(step -> step.detail())
                .toList();
    }

    private List<Long> dueSms(String way) {
        return messages().dueSms(way, filled.nowMicros(), 10).join().stream()
                .map(sms -> sms.message().key())
                .toList();
    }

    /** Another way for the causes of its route. */
    private static final class Beside implements Failover {

        private final Set<FailoverCause> causes = new HashSet<>(Set.of(FailoverCause.DOWN, FailoverCause.UNANSWERED));
        private final Set<String> told = new HashSet<>();

        @Override
        public @Nullable String whyDown(String way) {
            throw new UnsupportedOperationException("of ways that are there");
        }

        @Override
        public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tries) {
            throw new UnsupportedOperationException("who waits asks differently");
        }

        @Override
        public CompletableFuture<Optional<String>> find(
                OutboundMessage message, String from, FailoverCause cause, int tries) {
            boolean has =
                    causes.contains(cause) && !message.request().to().e164().equals(ALONE);
            return CompletableFuture.completedFuture(has ? Optional.of("carrier-b") : Optional.empty());
        }

        @Override
        public void moved(Set<String> ways) {
            told.addAll(ways);
        }
    }
}
