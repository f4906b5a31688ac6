package trunkline.gateway.storage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.Sender;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.NotedSegment;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;

/**
 * What the store alone takes: messages accepted, claimed, submitted and, with {@code receipts}, delivered, as fast as the
 * one writer can; with {@code events}, of an account that wants events. Tells messages a second, and the writer's CPU time for each.
 *
 * <pre>
 *   StoreLoad DIRECTORY SECONDS IN_FLIGHT [receipts] [events]
 * </pre>
 */
public final class StoreLoad {

    private static final String WAY = "carrier-a";
    private static final long ACCOUNT = 1;
    private static final byte[] PDU = new byte[180];
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Semaphore room;
    private final boolean receipts;
    private final boolean events;
    private final AtomicLong done = new AtomicLong();
    private SqlStore sql;
    private MessageStore store;

    private StoreLoad(int inFlight, boolean receipts, boolean events) {
        this.room = new Semaphore(inFlight);
        this.receipts = receipts;
        this.events = events;
    }

    public static void main(String[] arguments) throws IOException, StoreUnusableException, InterruptedException {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "store-load");
        int seconds = Integer.parseInt(arguments[1]);
        List<String> options = List.of(arguments).subList(3, arguments.length);
        new StoreLoad(Integer.parseInt(arguments[2]), options.contains("receipts"), options.contains("events"))
                .run(directory, seconds);
    }

    private void run(Path directory, int seconds) throws StoreUnusableException, InterruptedException {
        try (Database database = Database.openForGateway("sqlite:load.db", directory);
                SqlStore opened = SqlStore.open(
                        database, InstantSource.system(), System::nanoTime, new Commits(), (way, bind, pdu) -> null)) {
            sql = opened;
            sql.start();
            store = sql.messages();
            if (events) {
                sql.events().want(ACCOUNT).join();
            }
            flood(seconds); // warms up
            long before = done.get();
            long cpu = writerCpuNanos();
            long commits = sql.commits().commits();
            long startNanos = System.nanoTime();
            flood(seconds);
            double elapsed = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
            long messages = done.get() - before;
            System.out.printf(
                    "store: messages_per_s=%.0f writer_us_per_message=%.1f messages_per_commit=%.1f receipts=%b events=%b%n",
                    messages / elapsed,
                    (writerCpuNanos() - cpu) / NANOS_PER_MICRO / messages,
                    messages / (double) (sql.commits().commits() - commits),
                    receipts,
                    events);
        }
    }

    private void flood(int seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
        for (int n = 0; System.nanoTime() - end < 0; n++) {
            room.acquire();
            var request = new MessageRequest(
                    ACCOUNT,
                    new Sender("Bench"),
                    new PhoneNumber("+46736" + (100_000 + n % 900_000)),
                    Content.Text.of("Message number " + n + " of a load that is to be kept, all of it."),
                    Duration.ofHours(1));
            var unused = store.accept(request, WAY);
        }
    }

    /** On the writer's thread: each commit's messages are claimed in the next, submitted in the one after, and so on. */
    private void kept(List<OutboundMessage> messages) {
        List<Long> keys = messages.stream().map(OutboundMessage::key).toList();
        long upTo = keys.get(keys.size() - 1);
        store.claimSms(WAY, new SmsClaims(keys, List.of(), List.of(), upTo, 0))
                .thenAccept(claimed -> submitted(messages));
    }

    private final class Commits implements CommitListener {

        @Override
        public void onKept(List<OutboundMessage> messages) {
            kept(messages);
        }

        @Override
        public void onChanged(List<StateChange> changes) {
            // what they come to is told to whoever recorded it
        }

        @Override
        public void onEvents(Set<Long> accounts) {
            // nobody is told
        }
    }

    private void submitted(List<OutboundMessage> messages) {
        List<SubmitRecord> results = new ArrayList<>(messages.size());
        for (OutboundMessage message : messages) {
            String id = Long.toString(message.key());
            SegmentProgress progress = new SegmentProgress(
                    SegmentState.SUBMITTED, id, 0, new Exchange(1, 1, message.createdAtMicros(), 0));
            results.add(new SubmitRecord(message.key(), ACCOUNT, 1, 1, 1, progress, id));
        }
        store.recordSubmits(WAY, SubmitBatch.of(results)).thenAccept(changes -> {
            if (receipts) {
                received(messages);
            } else {
                finished(messages.size());
            }
        });
    }

    private void received(List<OutboundMessage> messages) {
        List<ReceiptReading> readings = new ArrayList<>(messages.size());
        for (OutboundMessage message : messages) {
            readings.add(new Delivered(Long.toString(message.key())));
        }
        sql.receipts().record(WAY, readings).thenAccept(matches -> finished(messages.size()));
    }

    /** A receipt of the usual length. */
    private record Delivered(String id) implements ReceiptReading {

        @Override
        public List<String> keys() {
            return List.of(id);
        }

        @Override
        public SegmentState state() {
            return SegmentState.DELIVERED;
        }

        @Override
        public String recipient() {
            return "";
        }

        @Override
        public int bind() {
            return 1;
        }

        @Override
        public byte[] pdu() {
            return PDU;
        }

        @Override
        public NotedSegment choose(List<NotedSegment> segments, boolean mayWait) {
            return segments.get(0);
        }

        @Override
        public void matched() {
            // nothing to be learnt
        }

        @Override
        public void unmatched() {
            // nothing to be learnt
        }
    }

    private void finished(int messages) {
        done.addAndGet(messages);
        room.release(messages);
    }

    private static long writerCpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals("store-write")) {
                return threads.getThreadCpuTime(id);
            }
        }
        throw new IllegalStateException("the writer has no thread");
    }
}
