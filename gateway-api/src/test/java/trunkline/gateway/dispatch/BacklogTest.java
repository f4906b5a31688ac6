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
import trunkline.gateway.store.CommitLog;

class BacklogTest {

    private static final String WAY = "carrier-a";
    private static final MessageRequest REQUEST = new MessageRequest(
            1, new Sender("Trunkline"), new PhoneNumber("+46736265449"), Content.Text.of("x"), Duration.ofDays(3));

    private final List<OutboundMessage> committed = new ArrayList<>();
    private final InMemoryMessageStore store = new InMemoryMessageStore(new CommitLog(committed::addAll));
    private final Backlog backlog = new Backlog(WAY, store, Runnable::run, () -> {});

    @Test
    void readsWhatAnEarlierProcessLeft() {
        accept(3);
        backlog.start(0);

        assertThat(drain()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void readsNothingThatWasClaimedBefore() {
        accept(3);
        backlog.start(2);

        assertThat(drain()).containsExactly(3L);
    }

    @Test
    void takesNewMessagesStraightFromTheirCommit() {
        backlog.start(0);
        accept(2);
        store.fail(true);
        announce();

        assertThat(drain()).containsExactly(1L, 2L);
    }

    @Test
    void doesNotTakeAMessageTwiceThatAPageHasSeenBeforeItsCommitWasAnnounced() {
        accept(2);
        backlog.start(0);
        announce();

        assertThat(drain()).containsExactly(1L, 2L);
    }

    @Test
    void leavesOnDiskWhatDoesNotFitAndReadsItBackInOrder() {
        backlog.start(0);
        int all = 3 * Backlog.MEMORY_MAX;
        for (int i = 0; i < all; i++) {
            accept(1);
            announce();
            assertThat(backlog.size()).isLessThanOrEqualTo(Backlog.MEMORY_MAX);
        }

        List<Long> keys = drain();
        assertThat(keys).hasSize(all).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void readsAgainWhatCameWhileItRead() {
        store.hold();
        backlog.start(0);
        accept(1);
        announce();
        store.release();

        assertThat(drain()).containsExactly(1L);
        accept(1);
        announce();
        assertThat(drain()).containsExactly(2L);
    }

    @Test
    void goesOnAfterAReadThatFailed() {
        accept(1);
        store.fail(true);
        backlog.start(0);
        assertThat(backlog.peek()).isNull();

        store.fail(false);
        backlog.refresh();
        assertThat(drain()).containsExactly(1L);
    }

    @Test
    void theMarkStaysBelowWhatIsNotSettled() {
        accept(3);
        backlog.start(0);
        assertThat(backlog.settledUpTo()).isZero();

        backlog.take();
        backlog.take();
        assertThat(backlog.settledUpTo()).isZero();
        backlog.settled(2);
        assertThat(backlog.settledUpTo()).isZero();
        backlog.settled(1);
        assertThat(backlog.settledUpTo()).isEqualTo(2);
        backlog.take();
        backlog.settled(3);
        assertThat(backlog.settledUpTo()).isEqualTo(3);
    }

    @Test
    void whatIsPutBackIsFirstAgainAndNotSettled() {
        accept(2);
        backlog.start(0);
        OutboundMessage first = backlog.peek();
        backlog.take();
        assertThat(first).isNotNull();
        backlog.putBack(List.of(first));

        assertThat(backlog.settledUpTo()).isZero();
        assertThat(drain()).containsExactly(1L, 2L);
    }

    private void accept(int count) {
        for (int i = 0; i < count; i++) {
            store.accept(REQUEST, WAY).join();
        }
    }

    private void announce() {
        backlog.kept(List.copyOf(committed));
        committed.clear();
    }

    private List<Long> drain() {
        List<Long> keys = new ArrayList<>();
        for (OutboundMessage next; (next = backlog.peek()) != null; ) {
            keys.add(next.key());
            backlog.take();
            backlog.settled(next.key());
        }
        return keys;
    }
}
