package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.store.CallLane;
import trunkline.gateway.store.CommitLog;

class CallBacklogTest {

    private static final String WAY = "pbx";
    private static final CallLane ONE = new CallLane(1, 0);
    private static final CallLane TWO = new CallLane(2, 0);

    private final List<OutboundMessage> committed = new ArrayList<>();
    private final InMemoryMessageStore store = new InMemoryMessageStore(new CommitLog(committed::addAll));
    private final CallBacklog backlog = new CallBacklog(WAY, store, Runnable::run, () -> {});

    private void accept(CallLane lane, int count) {
        MessageRequest request = new MessageRequest(
                lane.account(),
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                new Content.Voice("a.mp3", "1"),
                Duration.ofDays(1));
        for (int i = 0; i < count; i++) {
            store.accept(request, WAY).join();
        }
    }

    private void announce() {
        backlog.kept(List.copyOf(committed));
        committed.clear();
    }

    private List<Long> drain(CallLane lane) {
        List<Long> keys = new ArrayList<>();
        while (backlog.has(lane)) {
            keys.add(backlog.peek(lane).key());
            backlog.take(lane);
            backlog.settled(keys.get(keys.size() - 1));
        }
        return keys;
    }

    @Test
    void takesNewMessagesStraightFromTheirCommit() {
        backlog.start(0);
        accept(ONE, 2);
        store.fail(true);
        announce();

        assertThat(drain(ONE)).containsExactly(1L, 2L);
    }

    @Test
    void doesNotTakeAMessageTwiceThatAPageHasSeenBeforeItsCommitWasAnnounced() {
        accept(ONE, 2);
        backlog.start(0);
        assertThat(drain(ONE)).containsExactly(1L, 2L);
        announce();

        assertThat(drain(ONE)).isEmpty();
    }

    @Test
    void whatIsKeptWhileItFindsOutWhoWaitsIsReadAfterThat() {
        store.hold();
        backlog.start(0);
        accept(ONE, 1);
        announce();
        store.release();

        assertThat(drain(ONE)).containsExactly(1L);
    }

    @Test
    void goesOnAfterReadsThatFailed() {
        accept(ONE, 1);
        store.fail(true);
        backlog.start(0);
        backlog.refresh();
        assertThat(backlog.has(ONE)).isFalse();

        store.fail(false);
        backlog.refresh();
        assertThat(drain(ONE)).containsExactly(1L);
    }

    @Test
    void manyLanesShareTheMemory() {
        backlog.start(0);
        for (int account = 1; account <= 5; account++) {
            accept(new CallLane(account, 0), 1);
            announce();
        }
        for (int account = 1; account <= 5; account++) {
            accept(new CallLane(account, 0), CallBacklog.MEMORY_MAX / 2);
            announce();
        }
        assertThat(backlog.size()).isLessThanOrEqualTo(CallBacklog.MEMORY_MAX);

        for (int account = 1; account <= 5; account++) {
            assertThat(drain(new CallLane(account, 0)))
                    .hasSize(CallBacklog.MEMORY_MAX / 2 + 1)
                    .isSorted();
        }
    }

    @Test
    void theMarkStaysBelowWhatWaitsInAnyLane() {
        accept(ONE, 1);
        accept(TWO, 2);
        accept(ONE, 1);
        backlog.start(0);
        assertThat(drain(TWO)).containsExactly(2L, 3L);
        assertThat(backlog.settledUpTo()).isZero();

        backlog.take(ONE);
        assertThat(backlog.settledUpTo()).as("taken, not settled").isZero();
        backlog.settled(1);
        assertThat(backlog.settledUpTo()).isEqualTo(3);
        assertThat(drain(ONE)).containsExactly(4L);
        assertThat(backlog.settledUpTo()).isEqualTo(4);
    }

    @Test
    void theMarkStaysBelowWhatALaneHasLeftOnDisk() {
        backlog.start(0);
        accept(ONE, CallBacklog.MEMORY_MAX + 1);
        accept(TWO, 1);
        announce();
        store.hold();
        assertThat(drain(ONE)).hasSize(CallBacklog.MEMORY_MAX);
        assertThat(drain(TWO)).hasSize(1);

        assertThat(backlog.settledUpTo()).isEqualTo(CallBacklog.MEMORY_MAX);
    }

    @Test
    void theMarkStaysBelowWhatWasCommittedAndIsNotAnnounced() {
        accept(ONE, 6_000);
        backlog.start(0);
        accept(TWO, 1);
        accept(ONE, 1);

        assertThat(drain(ONE)).as("the last one is read from disk").hasSize(6_001);
        assertThat(backlog.settledUpTo()).isEqualTo(6_000);
        announce();
        assertThat(drain(TWO)).containsExactly(6_001L);
        assertThat(backlog.settledUpTo()).isEqualTo(6_002);
    }

    @Test
    void whatIsPutBackIsWhereItStoodAndNotSettled() {
        accept(ONE, 3);
        backlog.start(0);
        List<OutboundMessage> taken = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            taken.add(backlog.peek(ONE));
            backlog.take(ONE);
        }
        backlog.putBack(taken);

        assertThat(backlog.settledUpTo()).isZero();
        assertThat(drain(ONE)).containsExactly(1L, 2L, 3L);
    }
}
