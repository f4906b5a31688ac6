package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.StoreConfig;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.store.RetentionStore;
import trunkline.profile.ProfileCatalog;

class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    /** What was asked of it; answers what it is given, and fails once it has nothing to say. */
    private static final class Answers implements RetentionStore {
        private final Deque<Sweep> sweeps = new ArrayDeque<>();
        private final Deque<Integer> ladders = new ArrayDeque<>();
        private final Deque<Integer> inbound = new ArrayDeque<>();
        private final Deque<Integer> recipients = new ArrayDeque<>();
        private final Deque<Integer> texts = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public CompletableFuture<Sweep> removeMessages(long beforeMicros, long afterKey) {
            asked.add("messages of " + daysBefore(beforeMicros) + " days after " + afterKey);
            Sweep sweep = sweeps.poll();
            return sweep == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("the disk is full"))
                    : CompletableFuture.completedFuture(sweep);
        }

        @Override
        public CompletableFuture<Integer> removeLadders(long beforeMicros, int limit) {
            asked.add("ladders of " + daysBefore(beforeMicros) + " days");
            Integer removed = ladders.poll();
            return CompletableFuture.completedFuture(removed == null ? 0 : removed);
        }

        @Override
        public CompletableFuture<Integer> removeInbound(long beforeMicros, int limit) {
            asked.add("inbound of " + daysBefore(beforeMicros) + " days");
            Integer removed = inbound.poll();
            return CompletableFuture.completedFuture(removed == null ? 0 : removed);
        }

        @Override
        public CompletableFuture<Integer> removeRecipients(long beforeMicros, int limit) {
            asked.add("recipients of " + daysBefore(beforeMicros) + " days");
            Integer removed = recipients.poll();
            return CompletableFuture.completedFuture(removed == null ? 0 : removed);
        }

        @Override
        public CompletableFuture<Integer> dropInboundTexts(long beforeMicros, int limit) {
            asked.add("inbound texts of " + daysBefore(beforeMicros) + " days");
            Integer dropped = texts.poll();
            return CompletableFuture.completedFuture(dropped == null ? 0 : dropped);
        }

        @Override
        public void wipeRemains() {
            asked.add("to wipe");
        }

        private static long daysBefore(long micros) {
            return ChronoUnit.DAYS.between(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), NOW);
        }
    }

    private final Answers store = new Answers();
    private final Deque<Runnable> resting = new ArrayDeque<>();
    private final Meters meters = new Meters();

    @Test
    void aPassGoesOnAfterARestUntilNothingIsLeft() throws Exception {
        Retention retention = retention("{keep-messages: 90d, keep-inbound: 30d}");
        store.sweeps.addAll(List.of(
                new RetentionStore.Sweep(100, 11, true),
                new RetentionStore.Sweep(0, 12, true),
                new RetentionStore.Sweep(7, 13, false)));
        store.ladders.addAll(List.of(200, 5));
        store.recipients.addAll(List.of(200, 0));
        store.inbound.addAll(List.of(200, 3));
        store.texts.addAll(List.of(200, 4));

        retention.look();
        assertThat(store.asked).containsExactly("messages of 90 days after 0");
        retention.look(); // it rests
        assertThat(store.asked).hasSize(1);
        restsAreOver();

        assertThat(store.asked)
                .containsExactly(
                        "messages of 90 days after 0",
                        "messages of 90 days after 11",
                        "messages of 90 days after 12",
                        "ladders of 90 days",
                        "ladders of 90 days",
                        "recipients of 90 days",
                        "recipients of 90 days",
                        "inbound texts of 1 days",
                        "inbound texts of 1 days",
                        "inbound of 30 days",
                        "inbound of 30 days",
                        "to wipe");
        assertThat(meters.scrape())
                .contains("trunkline_retention_removed_total{kind=\"messages\"} 107.0")
                .contains("trunkline_retention_removed_total{kind=\"ladders\"} 205.0")
                .contains("trunkline_retention_removed_total{kind=\"inbound\"} 203.0")
                .contains("trunkline_retention_removed_total{kind=\"inbound-texts\"} 204.0");
    }

    @Test
    void afterAFailureTheNextLookTriesAgain() throws Exception {
        Retention retention = retention("{keep-messages: 90d}");
        retention.look();
        store.sweeps.add(new RetentionStore.Sweep(1, 11, false));
        retention.look();

        assertThat(store.asked)
                .containsExactly(
                        "messages of 90 days after 0",
                        "messages of 90 days after 0",
                        "ladders of 90 days",
                        "recipients of 90 days",
                        "inbound texts of 1 days",
                        "to wipe");
    }

    @Test
    void nothingIsRemovedUnlessTheConfigurationSaysSo() throws Exception {
        retention("{}").look();
        assertThat(store.asked).as("but texts that are not to stay").containsExactly("inbound texts of 1 days");
        retention("{keep-inbound: 1d, inbound-bodies: 48h}").look();
        assertThat(store.asked)
                .as("none is there longer than its message")
                .containsExactly("inbound texts of 1 days", "inbound texts of 1 days", "inbound of 1 days");
    }

    private Retention retention(String yaml) throws Exception {
        StoreConfig config = ConfigFile.parse("file", "store: " + yaml, Path.of("."), ProfileCatalog.shipped())
                .config()
                .store();
        Clocks clocks = new Clocks(() -> NOW, System::nanoTime);
        Retention retention = new Retention(store, config, clocks, (delayNanos, executor, task) -> {
            assertThat(Duration.ofNanos(delayNanos)).isBetween(Duration.ofMillis(20), Duration.ofSeconds(1));
            resting.add(task);
        });
        retention.measure(meters);
        return retention;
    }

    private void restsAreOver() {
        for (Runnable next; (next = resting.poll()) != null; ) {
            next.run();
        }
    }
}
