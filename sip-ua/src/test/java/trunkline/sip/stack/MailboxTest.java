package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The workers are a queue that the test runs by hand. */
class MailboxTest {

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final Mailbox mailbox = new Mailbox(workers::add);
    private final List<String> done = new ArrayList<>();

    private void work() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }

    @Test
    void runsWhatComesInItsOrderAndOneAtATime() {
        mailbox.post(() -> {
            mailbox.post(() -> done.add("third"));
            done.add("first");
        });
        mailbox.post(() -> done.add("second"));
        assertThat(workers).as("one task for the call, however much waits").hasSize(1);
        work();
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void goesToTheEndOfTheLineAfterEach() {
        mailbox.post(() -> done.add("mine"));
        mailbox.post(() -> done.add("mine again"));
        workers.add(() -> done.add("another call"));
        work();
        assertThat(done).containsExactly("mine", "another call", "mine again");
    }

    @Test
    void dropsMessagesOfTheNetworkWhenItIsFullAndNothingOfOurs() {
        for (int i = 0; i < Mailbox.MAX_MESSAGES; i++) {
            assertThat(mailbox.offer(() -> done.add("message"))).isTrue();
        }
        assertThat(mailbox.offer(() -> done.add("one more"))).isFalse();
        mailbox.post(() -> done.add("timer"));
        work();
        assertThat(done).hasSize(Mailbox.MAX_MESSAGES + 1).endsWith("timer").doesNotContain("one more");
        assertThat(mailbox.offer(() -> done.add("later"))).isTrue();
    }

    @Test
    void goesOnAfterAFailure() {
        mailbox.post(() -> {
            throw new IllegalStateException("as the test wants");
        });
        mailbox.post(() -> done.add("next"));
        work();
        assertThat(done).containsExactly("next");
    }

    @Test
    void runsOnTheThreadThatBringsItWhereTheWorkersAreGone() {
        var closed = new Mailbox(task -> {
            throw new RejectedExecutionException("as the test wants");
        });
        closed.post(() -> {
            closed.post(() -> done.add("second"));
            done.add("first");
        });
        assertThat(done).containsExactly("first", "second");
    }
}
