package trunkline.gateway.http.dialect.amivono;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trunkline.gateway.http.Outlet;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.ExportStore;
import trunkline.gateway.store.MessageReport;

/** An export whose client reads as slowly as it likes. */
class ExportStreamTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Deque<List<MessageReport>> pages = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private boolean room = true;
    private boolean fails;
    private int reads;
    private int closed;
    private long nowNanos;

    private final ExportStream stream = new ExportStream(
            new ExportStore.Export() {
                @Override
                public CompletableFuture<List<MessageReport>> next(int limit) {
                    reads++;
                    List<MessageReport> page = pages.poll();
                    return fails
                            ? CompletableFuture.failedFuture(new IOException("the disk is gone"))
                            : CompletableFuture.completedFuture(page == null ? List.of() : page);
                }

                @Override
                public void close() {
                    closed++;
                }
            },
            "head\n".getBytes(StandardCharsets.UTF_8),
            report -> (report.message().key() + "\n").getBytes(StandardCharsets.UTF_8),
            () -> nowNanos,
            () -> closed += 10);

    private final Outlet outlet = new Outlet() {
        @Override
        public boolean hasRoom() {
            return room;
        }

        @Override
        public void write(byte[] octets) {
            sent.add(new String(octets, StandardCharsets.UTF_8));
        }

        @Override
        public void end() {
            sent.add(closed == 11 ? "END" : "END, but the next is not let in");
        }

        @Override
        public void abort() {
            sent.add("ABORT");
        }

        @Override
        public EventExecutor executor() {
            return channel.eventLoop();
        }
    };

    @AfterEach
    void close() {
        var unused = channel.close();
    }

    @Test
    void allPagesFollowTheHeadAndThenItEnds() {
        pages.addAll(List.of(page(1, 2), page(3)));
        begin();

        assertThat(sent).containsExactly("head\n", "1\n2\n", "3\n", "END");
        stream.onClosed();
        assertThat(closed).isEqualTo(11);
    }

    @Test
    void nothingIsReadWhileTheClientDoesNot() {
        pages.addAll(List.of(page(1), page(2)));
        room = false;
        begin();
        assertThat(reads).isZero();

        room = true;
        stream.onRoom();
        channel.runPendingTasks();
        assertThat(sent).containsExactly("head\n", "1\n", "2\n", "END");
    }

    @Test
    void whoStopsReadingIsCutOff() {
        pages.add(page(1));
        room = false;
        begin();
        after(Duration.ofSeconds(29));
        assertThat(sent).containsExactly("head\n");
        after(Duration.ofSeconds(6));

        assertThat(sent).containsExactly("head\n", "ABORT");
    }

    @Test
    void aFailureCutsItOffBeforeItsEnd() {
        fails = true;
        begin();
        assertThat(sent).containsExactly("head\n", "ABORT");
    }

    private void begin() {
        stream.begin(outlet);
        channel.runPendingTasks();
    }

    private void after(Duration time) {
        nowNanos += time.toNanos();
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private static List<MessageReport> page(long... keys) {
        return LongStream.of(keys).mapToObj(ExportStreamTest::report).toList();
    }

    private static MessageReport report(long key) {
        MessageRequest request = new MessageRequest(
                1, new Sender("Shop"), new PhoneNumber("+46736265449"), Content.Text.of("x"), Duration.ofHours(1));
        return new MessageReport(
                new OutboundMessage(new MessageId(key, 1), request, "carrier-a", 1, 0),
                new MessageReport.Progress(SmsState.ACCEPTED, 0, 1, 0, 0, false, null),
                List.of(),
                null);
    }
}
