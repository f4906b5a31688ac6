package trunkline.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.SqlStore;
import trunkline.gateway.storage.StoreUnusableException;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.StateChange;

/**
 * How long a gateway takes from the start of its process until it is ready, and until a message that comes then has left, beside
 * many schedules of another day.
 *
 * <pre>
 *   StartLoad DIRECTORY SCHEDULES STARTS SINK_PORT SINK_STATS_PORT SINK_DUMP
 * </pre>
 */
public final class StartLoad {

    private static final int IN_FLIGHT = 2_000;
    private static final Duration AHEAD = Duration.ofDays(30);
    private static final double MILLIS_PER_SECOND = 1_000;

    private StartLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "start");
        int schedules = Integer.parseInt(arguments[1]);
        int starts = Integer.parseInt(arguments[2]);
        SmscSink sink = SmscSink.of(arguments[3], arguments[4], arguments[5]);
        Path config = SchedulesLoad.configure(directory, sink.port(), 1_000);
        String key = ServeProcess.addAccount(config, "start");
        fill(directory, schedules);
        for (int i = 0; i < starts; i++) {
            int before = sink.taken();
            long startNanos = System.nanoTime();
            try (ServeProcess gateway = ServeProcess.start(config)) {
                HttpSender http = new HttpSender(gateway.url(), key);
                double listening = seconds(startNanos);
                while (http.send("GET", "/health/ready", "").statusCode() != 200) {
                    pause();
                }
                double ready = seconds(startNanos);
                http.accept("/messages/sms", "{\"from\": \"Start\", \"to\": \"+46736265449\", \"message\": \"hello\"}");
                while (sink.taken() == before) {
                    pause();
                }
                System.out.printf(
                        "start: schedules=%d listening_s=%.1f ready_s=%.1f first_message_s=%.1f resident_mb=%d%n",
                        schedules,
                        listening,
                        ready,
                        seconds(startNanos),
                        SchedulesLoad.residentMegabytes(gateway.pid()));
            }
        }
    }

    private static double seconds(long sinceNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos) / MILLIS_PER_SECOND;
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    static void fill(Path directory, int schedules) throws StoreUnusableException, InterruptedException {
        long sendAt = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plus(AHEAD));
        Semaphore room = new Semaphore(IN_FLIGHT);
        try (Database database = Database.openForGateway("sqlite:trunkline.db", directory);
                SqlStore store = SqlStore.open(
                        database, InstantSource.system(), System::nanoTime, new Silent(), (way, bind, pdu) -> null)) {
            store.start();
            for (int i = 0; i < schedules; i++) {
                room.acquire();
                MessageRequest request = new MessageRequest(
                        1,
                        new Sender("Start"),
                        new PhoneNumber("+467" + (30_000_000 + i)),
                        Content.Text.of("Message number " + i + " that waits for its time."),
                        Duration.ofDays(3),
                        new SendPlan(sendAt + i, null));
                var unused = store.messages().accept(request, "sink").whenComplete((kept, failure) -> room.release());
            }
            room.acquire(IN_FLIGHT);
        }
    }

    /** Nobody waits for what is kept. */
    private static final class Silent implements CommitListener {

        @Override
        public void onKept(List<OutboundMessage> messages) {
            // they are in the store
        }

        @Override
        public void onChanged(List<StateChange> changes) {
            // they are in the store
        }

        @Override
        public void onEvents(Set<Long> accounts) {
            // nobody reads them
        }
    }
}
