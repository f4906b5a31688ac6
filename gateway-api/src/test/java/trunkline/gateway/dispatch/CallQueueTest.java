package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.DueCall;

/** Whom a trunk calls next, of what waits in memory and on disk. */
class CallQueueTest {

    private static final String WAY = "pbx";
    private static final int URGENT = 2;

    private final List<OutboundMessage> committed = new ArrayList<>();
    private final InMemoryMessageStore store = new InMemoryMessageStore(new CommitLog(committed::addAll));
    private final CallBacklog backlog = new CallBacklog(WAY, store, Runnable::run, () -> {});
    private final Set<Long> underWay = new HashSet<>();
    private long nowMicros = 1_000_000;
    private final DueCalls due = new DueCalls(
            WAY,
            store,
            Runnable::run,
            new Clocks(() -> Instant.ofEpochSecond(0, nowMicros * 1_000), () -> nowMicros * 1_000),
            underWay::contains,
            () -> {});
    private final CallQueue queue = new CallQueue(due, backlog);

    @BeforeEach
    void setClock() {
        store.setClock(() -> nowMicros);
    }

    private void accept(long account, int priority, int count) {
        accept(account, priority, count, SendPlan.NOW);
    }

    private void accept(long account, int priority, int count, SendPlan plan) {
        VoiceOptions options = new VoiceOptions(null, null, null, priority);
        MessageRequest request = new MessageRequest(
                account,
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                new Content.Voice("a.mp3", "1", options),
                Duration.ofDays(1),
                plan);
        for (int i = 0; i < count; i++) {
            store.accept(request, WAY).join();
        }
        backlog.kept(List.copyOf(committed));
        committed.clear();
    }

    private void schedule(long account, int priority, int count) {
        accept(account, priority, count, new SendPlan(nowMicros + 1_000_000, null));
    }

    /** Takes so many, and claims them; whose they were. */
    private String go(int count) {
        return take(count).stream()
                .map(one -> String.valueOf(one.message().request().account()))
                .collect(Collectors.joining());
    }

    private List<DueCall> take(int count) {
        List<DueCall> taken = new ArrayList<>();
        for (DueCall next; taken.size() < count && (next = queue.next()) != null; taken.add(next)) {
            queue.take(next);
            long key = next.message().key();
            underWay.add(key);
            store.claimCalls(WAY, new CallClaims(List.of(key), List.of(), backlog.settledUpTo()))
                    .join();
            backlog.settled(key);
            due.readOn();
        }
        return taken;
    }

    @Test
    void accountsTakeTurnsHoweverMuchEachHasWaiting() {
        backlog.start(0);
        accept(1, 0, 50);
        accept(2, 0, 2);
        accept(3, 0, 3);

        assertThat(go(10)).isEqualTo("1231231311");
    }

    @Test
    void anAccountThatComesBehindMoreThanMemoryHoldsHasItsTurnAtOnce() {
        backlog.start(0);
        accept(1, 0, 2 * CallBacklog.MEMORY_MAX);
        assertThat(backlog.size()).isLessThanOrEqualTo(CallBacklog.MEMORY_MAX);
        accept(2, 0, 1);

        assertThat(go(3)).isEqualTo("121");
    }

    @Test
    void whatAnEarlierProcessLeftOnDiskTakesTurnsToo() {
        accept(1, 0, 2 * CallBacklog.MEMORY_MAX);
        accept(2, 0, 2);
        accept(3, URGENT, 1);
        backlog.start(0);

        assertThat(go(6)).isEqualTo("312121");
    }

    @Test
    void ofOneAccountTheHigherPriorityGoesFirst() {
        backlog.start(0);
        accept(1, 0, 5);
        accept(1, URGENT, 1);

        assertThat(take(2))
                .extracting(one -> one.message().key())
                .as("the sixth, then the first")
                .containsExactly(6L, 1L);
    }

    @Test
    void aFloodOfUrgentOnesKeepsNobodyFromItsTurn() {
        backlog.start(0);
        accept(1, URGENT, 100);
        accept(2, 0, 3);

        assertThat(go(12)).isEqualTo("111211121112");
    }

    @Test
    void whatIsDueTakesTurnsByAccountToo() {
        backlog.start(0);
        schedule(1, 0, 3 * DueCalls.PAGE);
        schedule(2, 0, 2);
        schedule(3, URGENT, 1);
        nowMicros += TimeUnit.SECONDS.toMicros(1);
        due.read();

        assertThat(go(6)).isEqualTo("312121");
    }

    @Test
    void whatBecomesDueWhileManyAreIsSeenTenSecondsLater() {
        backlog.start(0);
        schedule(1, 0, 3 * DueCalls.PAGE);
        nowMicros += TimeUnit.SECONDS.toMicros(1);
        due.read();
        assertThat(go(2)).isEqualTo("11");
        schedule(2, 0, 1);
        nowMicros += TimeUnit.SECONDS.toMicros(5);
        due.read();
        assertThat(go(2)).isEqualTo("11");
        nowMicros += TimeUnit.SECONDS.toMicros(5);
        due.read();

        assertThat(go(2)).isEqualTo("21");
    }

    @Test
    void ofOneAccountWhatIsDueAndWhatHasOnlyWaitedTakeTurns() {
        backlog.start(0);
        schedule(1, 0, 4);
        nowMicros += TimeUnit.SECONDS.toMicros(1);
        due.read();
        accept(1, 0, 2);

        assertThat(take(6)).extracting(DueCall::isTimed).containsExactly(true, false, true, false, true, true);
    }

    @Test
    void allOfThemHaveTheirTurnOnceAndInTheOrderOfTheirAccount() {
        accept(1, 0, CallBacklog.MEMORY_MAX + 500);
        backlog.start(0);
        schedule(2, 0, 2 * DueCalls.PAGE);
        accept(3, 1, 300);
        accept(1, 0, 1_000);
        nowMicros += TimeUnit.SECONDS.toMicros(1);
        due.read();

        List<Long> keys = new ArrayList<>(take(100_000).stream()
                .filter(one -> one.message().request().account() == 1)
                .map(one -> one.message().key())
                .toList());
        assertThat(keys).hasSize(CallBacklog.MEMORY_MAX + 1_500).isSorted().doesNotHaveDuplicates();
        assertThat(underWay).hasSize(CallBacklog.MEMORY_MAX + 1_800 + 2 * DueCalls.PAGE);
        assertThat(backlog.size()).isZero();
    }
}
