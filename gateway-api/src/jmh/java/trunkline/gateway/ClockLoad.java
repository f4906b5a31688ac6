package trunkline.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/**
 * A gateway whose clock is wrong for a while, again and again, beside schedules and repetitions; its monotonic clock goes on as it
 * should, as that of a machine does whose wall clock is set. The clocks of the SMSC and of this program are right.
 *
 * <pre>
 *   ClockLoad DIRECTORY LIBFAKETIME
 *
 *    0 s        5 s    45 s      75 s    105 s                     240 s                    400 s         440 s
 *    |-- right --|- +1 h -|- right -|- -1 h -|-- right, believed ----|-- +1 h, believed -------|-- right ----|
 *                                               2 minutes later         2 minutes later
 * </pre>
 */
public final class ClockLoad {

    private static final int OF_EACH = 20;
    private static final int REPETITIONS = 3;
    private static final int TIMES = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, List<Long>> arrivals = new ConcurrentHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();
    private final Path offset;
    private final Instant start = Instant.now();

    private ClockLoad(Path directory) {
        this.offset = directory.resolve("offset");
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "clock");
        ClockLoad load = new ClockLoad(directory);
        load.run(directory, arguments[1]);
        System.out.printf("clock: arrivals=%d wrong=%d%n", load.count(""), load.wrong.size());
        load.wrong.forEach(System.out::println);
        System.exit(load.wrong.isEmpty() ? 0 : 1);
    }

    private void run(Path directory, String library) throws Exception {
        SimulatorListener listener = new SimulatorListener() {
            @Override
            public void onMessage(ReceivedMessage message) {
                arrivals.computeIfAbsent(message.text(), text -> new CopyOnWriteArrayList<>())
                        .add(System.currentTimeMillis());
            }

            @Override
            public void onReceipt(SentReceipt receipt) {
                // what left is what counts
            }
        };
        try (SmscSimulator smsc = new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, listener)) {
            smsc.start();
            Path config = SchedulesLoad.configure(directory, smsc.port(), 1_000);
            String key = ServeProcess.addAccount(config, "clock");
            set(Duration.ZERO);
            Map<String, String> environment = Map.ofEntries(
                    Map.entry("LD_PRELOAD", library),
                    Map.entry("FAKETIME_TIMESTAMP_FILE", offset.toString()),
                    Map.entry("FAKETIME_CACHE_DURATION", "1"), // seconds after which a leap is seen
                    Map.entry("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
                    // else timed waits, which go by the monotonic clock, return at once again and again
                    Map.entry("FAKETIME_FORCE_MONOTONIC_FIX", "0"));
            try (ServeProcess gateway = ServeProcess.start(config, environment)) {
                leap(new HttpSender(gateway.url(), key));
            }
        }
    }

    private void leap(HttpSender http) throws IOException, InterruptedException {
        Instant zero = Instant.now();
        schedule(http, "soon", zero.plusSeconds(20));
        schedule(http, "half", zero.plus(Duration.ofMinutes(30)));
        schedule(http, "far", zero.plus(Duration.ofHours(3)));
        List<String> repetitions = new ArrayList<>();
        for (int i = 0; i < REPETITIONS; i++) {
            repetitions.add(
                    http.accept("/messages/sms", body("again " + i, ", \"repeat\": 20, \"repeat_interval\": 1")));
        }
        await(zero, 5);
        set(HOUR);
        await(zero, 15);
        expect("soon", 0, "before their time, the clock an hour ahead");
        expect("again", REPETITIONS, "before their second time, the clock an hour ahead");
        http.accept("/messages/sms", body("now", ""));
        await(zero, 25);
        expect("now", 1, "accepted with the clock an hour ahead");
        expect("soon", OF_EACH, "at their true time, the clock an hour ahead");
        await(zero, 45);
        set(Duration.ZERO);
        await(zero, 65);
        expect("again", 2 * REPETITIONS, "after their second time");
        expect("half", 0, "after an hour that was put right");

        schedule(http, "back", zero.plusSeconds(85));
        await(zero, 75);
        set(HOUR.negated());
        await(zero, 95);
        expect("back", 0, "at their true time, the clock an hour back");
        await(zero, 105);
        set(Duration.ZERO);
        await(zero, 215);
        expect("back", 0, "before the clock that was set ahead again is believed");
        await(zero, 235);
        expect("back", OF_EACH, "after it is believed");
        expect("again", 3 * REPETITIONS, "after it is believed: what was missed is sent once");

        await(zero, 245);
        set(HOUR);
        await(zero, 355);
        expect("half", 0, "with an hour that is not believed yet");
        await(zero, 400);
        expect("half", OF_EACH, "after the hour is believed");
        expect("far", 0, "after the hour is believed");
        int again = count("again");
        set(Duration.ZERO);
        await(zero, 440);
        expect("half", OF_EACH, "after the clock was set back: nothing twice");
        expect("soon", OF_EACH, "at the end");
        expect("back", OF_EACH, "at the end");
        expect("far", 0, "at the end");
        expect("again", again, "after the clock was set back: nothing twice");
        for (String id : repetitions) {
            judge(http.get("/messages/sms/" + id));
        }
        System.out.println("repeated: " + repeated);
    }

    /** Each occurrence has its own number, and they are as many as came. */
    private void judge(JsonNode repetition) {
        Set<Integer> numbers = new HashSet<>();
        repetition
                .get("occurrences")
                .forEach(one -> numbers.add(one.get("number").asInt()));
        int came = arrivals.getOrDefault(repetition.get("message").asText(), List.of())
                .size();
        repeated.add(numbers.toString());
        if (numbers.size() != repetition.get("occurrences").size() || came != numbers.size()) {
            wrong.add(came + " arrivals of the occurrences " + numbers);
        }
        if (!numbers.contains(TIMES)) {
            wrong.add("the last of " + TIMES + " is not among " + numbers);
        }
    }

    private static void schedule(HttpSender http, String name, Instant at) throws IOException, InterruptedException {
        for (int i = 0; i < OF_EACH; i++) {
            http.accept("/messages/sms", body(name + " " + i, ", \"send_at\": \"" + at + "\""));
        }
    }

    private static String body(String text, String more) {
        return "{\"from\": \"Clock\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"" + more + "}";
    }

    /** The wall clock of the gateway is so much ahead from now on. */
    private void set(Duration ahead) throws IOException {
        Path next = Files.writeString(offset.resolveSibling("offset.next"), "%+d%n".formatted(ahead.toSeconds()));
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        System.out.printf("%4d s: the clock is %s ahead%n", sinceStart(), ahead);
    }

    private long sinceStart() {
        return Duration.between(start, Instant.now()).toSeconds();
    }

    private static void await(Instant zero, int seconds) {
        Instant then = zero.plusSeconds(seconds);
        while (Instant.now().isBefore(then)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private int count(String name) {
        return arrivals.entrySet().stream()
                .filter(arrival -> arrival.getKey().startsWith(name))
                .mapToInt(arrival -> arrival.getValue().size())
                .sum();
    }

    private void expect(String name, int count, String when) {
        int came = count(name);
        System.out.printf("%4d s: %d of \"%s\" came %s%n", sinceStart(), came, name, when);
        if (came != count) {
            wrong.add(came + " and not " + count + " of \"" + name + "\" came " + when);
        }
    }
}
