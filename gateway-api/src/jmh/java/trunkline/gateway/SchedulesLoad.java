package trunkline.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;

/**
 * Many schedules that are due at one moment.
 *
 * <pre>
 *   SchedulesLoad DIRECTORY SCHEDULES PER_SECOND SINK_PORT SINK_STATS_PORT SINK_DUMP [JAVA_OPTION]
 * </pre>
 */
public final class SchedulesLoad {

    private static final int WINDOW = 100;
    private static final int FRESH_SHARE = 20;
    private static final int KEPT_PER_SECOND = 2_500;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private SchedulesLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "schedules");
        int schedules = Integer.parseInt(arguments[1]);
        int perSecond = Integer.parseInt(arguments[2]);
        SmscSink sink = SmscSink.of(arguments[3], arguments[4], arguments[5]);
        String[] options = Arrays.copyOfRange(arguments, 6, arguments.length);
        Path config = configure(directory, sink.port(), perSecond);
        String key = ServeProcess.addAccount(config, "burst");
        boolean held;
        try (ServeProcess gateway = ServeProcess.start(config, options)) {
            DueBurst burst = new DueBurst(schedules, perSecond / FRESH_SHARE);
            Instant moment =
                    Instant.now().plusSeconds(15 + schedules / KEPT_PER_SECOND).truncatedTo(ChronoUnit.SECONDS);
            HttpSender http = new HttpSender(gateway.url(), key);
            burst.accept(http, moment);
            DueBurst.Result result = burst.watch(http, sink, moment, PATIENCE);
            System.out.println("per second: " + result.perSecond());
            System.out.printf(
                    "schedules: schedules=%d rate=%d early=%d lost=%d twice=%d seconds=%d per_second_min=%d"
                            + " per_second_mean=%.0f per_second_max=%d fresh=%d fresh_p50_ms=%d fresh_p99_ms=%d"
                            + " fresh_max_ms=%d resident_max_mb=%d%n",
                    schedules,
                    perSecond,
                    result.early(),
                    result.lost(),
                    result.twice(),
                    result.perSecond().size(),
                    Collections.min(result.wholeSeconds()),
                    result.wholeSeconds().stream()
                            .mapToInt(count -> count)
                            .average()
                            .orElse(0),
                    Collections.max(result.wholeSeconds()),
                    result.fresh(),
                    result.freshMillis(0.5),
                    result.freshMillis(0.99),
                    result.freshMillis(1),
                    residentMegabytes(gateway.pid()));
            held = result.early() == 0 && result.lost() == 0 && result.twice() == 0;
        }
        System.exit(held ? 0 : 1);
    }

    static Path configure(Path directory, int port, int perSecond) throws IOException {
        return Files.writeString(
                directory.resolve("gateway.yaml"),
                """
                http: {listen: "127.0.0.1:0", rate-limit: 1000000/s}
                store: {url: "sqlite:trunkline.db"}
                smsc: [{name: sink, host: 127.0.0.1, port: %d, system-id: bench, password: bench, window: %d, rate: %d/s}]
                routes: [{to: "+", sms: [sink]}]
                """
                        .formatted(port, WINDOW, perSecond));
    }

    /** The most memory that a process had, as Linux counts it. */
    static long residentMegabytes(long pid) throws IOException {
        String most = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElse("VmHWM: 0 kB");
        return Long.parseLong(most.replaceAll("\\D", "")) / 1_024;
    }
}
