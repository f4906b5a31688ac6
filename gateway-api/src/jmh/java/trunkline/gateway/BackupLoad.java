package trunkline.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/**
 * Backups and exports of a large store beside a gateway that takes messages as fast as it can, backups that are killed, and a gateway on the copy.
 *
 * <pre>
 *   BackupLoad DIRECTORY MESSAGES KILLS
 * </pre>
 */
public final class BackupLoad {

    private static final int CLIENTS = 16;
    private static final int SENT_PER_SECOND = 200;
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String SMALL_HEAP = "-Xmx64m";

    private final Path directory;
    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final Set<String> atFirst = ConcurrentHashMap.newKeySet();
    private final Set<String> atSecond = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong slowestNanos = new AtomicLong();
    private volatile boolean enough;

    private BackupLoad(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "backup");
        int messages = Integer.parseInt(arguments[1]);
        StartLoad.fill(directory, messages);
        boolean held = new BackupLoad(directory).run(messages, Integer.parseInt(arguments[2]));
        System.exit(held ? 0 : 1);
    }

    private boolean run(int messages, int kills) throws Exception {
        Path copy = directory.resolve("copy");
        Set<String> promisedBefore;
        Set<String> sent;
        boolean held;
        try (SmscSimulator first = smsc(atFirst)) {
            Path config = SchedulesLoad.configure(directory, first.port(), SENT_PER_SECOND);
            String key = ServeProcess.addAccount(config, "backup");
            try (ServeProcess gateway = ServeProcess.start(config, "-Xmx512m")) {
                List<Thread> clients = flood(new HttpSender(gateway.url(), key));
                rest(CALM); // warm
                tell("nothing beside", () -> rest(CALM));
                promisedBefore = Set.copyOf(promised);
                tell("backup", () -> command(config, "backup", copy.toString()));
                sent = Set.copyOf(atFirst);
                held = tell("backups killed", () -> kill(config, kills));
                for (String format : List.of("csv", "jsonl")) {
                    Path file = directory.resolve("all." + format);
                    tell("export " + format, () -> command(config, "export", file.toString(), "--format", format));
                    held &= lines(file) >= messages;
                }
                enough = true;
                for (Thread client : clients) {
                    client.join();
                }
            }
        }
        return restore(copy, promisedBefore, sent) && held;
    }

    private boolean restore(Path copy, Set<String> promisedBefore, Set<String> sent) throws Exception {
        Set<String> missing = new HashSet<>(promisedBefore);
        missing.removeAll(texts(copy.resolve("trunkline.db")));
        Set<String> waiting = new HashSet<>(promisedBefore);
        waiting.removeAll(sent);
        int waited = waiting.size();
        try (SmscSimulator second = smsc(atSecond)) {
            Path config = SchedulesLoad.configure(copy, second.port(), 1_000);
            long startNanos = System.nanoTime();
            try (ServeProcess restored = ServeProcess.start(config, "-Xmx512m")) {
                double ready = seconds(startNanos);
                while (!atSecond.containsAll(waiting) && seconds(startNanos) < PATIENCE.toSeconds()) {
                    rest(Duration.ofMillis(200));
                }
                waiting.removeAll(atSecond);
                System.out.printf(
                        "restored: answered_before=%d missing=%d waited=%d not_sent=%d ready_s=%.1f resident_mb=%d%n",
                        promisedBefore.size(),
                        missing.size(),
                        waited,
                        waiting.size(),
                        ready,
                        SchedulesLoad.residentMegabytes(restored.pid()));
            }
        }
        return missing.isEmpty() && waiting.isEmpty();
    }

    private static SmscSimulator smsc(Set<String> arrived) {
        SmscSimulator smsc =
                new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, new SimulatorListener() {
                    @Override
                    public void onMessage(ReceivedMessage message) {
                        arrived.add(message.text());
                    }

                    @Override
                    public void onReceipt(SentReceipt receipt) {
                        // not asked for
                    }
                });
        smsc.start();
        return smsc;
    }

    private List<Thread> flood(HttpSender http) {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> {
                while (!enough) {
                    accept(http, "message " + number.incrementAndGet());
                }
            });
            client.start();
            clients.add(client);
        }
        return clients;
    }

    private void accept(HttpSender http, String text) {
        long startNanos = System.nanoTime();
        try {
            http.accept(
                    "/messages/sms", "{\"from\": \"Backup\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"}");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        promised.add(text);
        slowestNanos.accumulateAndGet(System.nanoTime() - startNanos, Math::max);
    }

    private interface Step {
        /** The most memory that the process of it had in megabytes; 0 if it has none; -1 if it went wrong. */
        long run() throws Exception;
    }

    /** Says how long a step took, and how messages were answered beside it; whether all went well. */
    private boolean tell(String name, Step step) throws Exception {
        int before = promised.size();
        slowestNanos.set(0);
        long startNanos = System.nanoTime();
        long resident = step.run();
        double seconds = seconds(startNanos);
        System.out.printf(
                "%s: seconds=%.1f resident_mb=%d accepted_per_s=%.0f slowest_answer_ms=%d wal_mb=%d%n",
                name,
                seconds,
                resident,
                (promised.size() - before) / seconds,
                TimeUnit.NANOSECONDS.toMillis(slowestNanos.get()),
                Files.size(directory.resolve("trunkline.db-wal")) >> 20);
        return resident >= 0;
    }

    private long command(Path config, String... arguments) throws Exception {
        CommandProcess process = start(config, arguments);
        long resident = 0;
        while (Files.exists(Path.of("/proc/" + process.pid() + "/exe"))) {
            try {
                resident = Math.max(resident, SchedulesLoad.residentMegabytes(process.pid()));
            } catch (IOException e) {
                break; // it has ended
            }
            rest(Duration.ofMillis(20));
        }
        if (process.exitCode() != 0) {
            throw new IOException(String.join(" ", arguments) + " failed: see backup.log");
        }
        return resident;
    }

    private CommandProcess start(Path config, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-c", config.toString()));
        return CommandProcess.start(directory.resolve("backup.log"), List.of(SMALL_HEAP), all.toArray(new String[0]));
    }

    /** -1 if one that was killed left something under its name that is not whole. */
    private long kill(Path config, int kills) throws Exception {
        Random random = new Random(1);
        Path copy = directory.resolve("killed");
        Path partial = directory.resolve("killed.partial");
        int cut = 0;
        for (int i = 0; i < kills; i++) {
            CommandProcess process = start(config, "backup", copy.toString());
            while (!Files.exists(partial.resolve("trunkline.db")) && !Files.exists(copy)) {
                rest(Duration.ofMillis(1));
            }
            rest(Duration.ofMillis(random.nextInt(1_000)));
            process.kill();
            if (Files.exists(copy)) { // it was quicker
                if (!isSound(copy.resolve("trunkline.db"))) {
                    return -1;
                }
                remove(copy);
            } else {
                cut++;
                remove(partial);
            }
        }
        System.out.printf("of %d backups %d were cut short%n", kills, cut);
        return 0;
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> inside = Files.walk(directory)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static boolean isSound(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            return "ok".equals(row.getString(1));
        }
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static Set<String> texts(Path database) throws SQLException {
        Set<String> texts = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT body FROM message")) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static long rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        return 0;
    }

    private static double seconds(long sinceNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos) / 1_000.0;
    }
}
