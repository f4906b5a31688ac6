package trunkline.gateway;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import trunkline.gateway.webhook.HookServer;
import trunkline.gateway.webhook.HookServer.Hook;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/**
 * A gateway that is killed with -9 again and again while it takes messages in, sends what is due, repeats what is to be repeated,
 * takes all of it from what its account has paid in advance, and tells of it by webhooks, a tenth of which are refused. The time of one
 * repetition passes while it is dead.
 *
 * @param rounds how often it is killed
 * @param seed of what is sent, and of the moments of its deaths
 */
record Kills(int rounds, long seed) {

    /**
     * What it came to.
     *
     * @param promised messages that were answered with 201
     * @param messages that there were in the end
     * @param repetitions of them
     * @param occurrences of those
     * @param cancelled messages that were taken back
     * @param resent arrivals beyond the first of a message, which say so
     * @param webhooks that were taken
     * @param wrong what was not as it should be, in words
     */
    record Result(
            int promised,
            int messages,
            int repetitions,
            int occurrences,
            int cancelled,
            int resent,
            int webhooks,
            List<String> wrong) {}

    static final int WINDOW = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOW = 20;
    private static final int LATER = 25;
    private static final int REPEATED = 4;
    private static final int TAKEN_BACK = 3;
    private static final int SHORTEST_MILLIS = 300;
    private static final int LONGEST_MILLIS = 2_500;
    private static final int AHEAD_MILLIS = 6_000;
    private static final int REFUSED_OF = 10;
    private static final Duration PERIOD = Duration.ofMinutes(30);
    /** Stands in a text before how often it is to be sent. */
    private static final String TIMES = ", times ";

    /** What was paid in advance, and what a segment costs. */
    private static final BigDecimal PAID = new BigDecimal(1_000);

    private static final BigDecimal PRICE = new BigDecimal("0.01");

    private static final Pattern LEFT_OUT = Pattern.compile("; (\\d+) that were missed before it are left out");

    /** What one run has seen. */
    private record Run(
            StoredTime store,
            Random random,
            Map<String, List<Long>> arrivals,
            Map<String, Instant> sendAt,
            Set<String> promised,
            Map<String, String> waiting,
            Set<String> takenBack) {

        static Run in(Path directory, long seed) {
            return new Run(
                    new StoredTime(directory.resolve("kills.db")),
                    new Random(seed),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    ConcurrentHashMap.newKeySet(),
                    new ConcurrentHashMap<>(),
                    ConcurrentHashMap.newKeySet());
        }
    }

    /** Runs it in a directory that is empty. */
    Result run(Path directory, Duration patience) throws Exception {
        Run run = Run.in(directory, seed);
        SimulatorListener arrivals = new SimulatorListener() {
            @Override
            public void onMessage(ReceivedMessage message) {
                run.arrivals()
                        .computeIfAbsent(message.text(), text -> new ArrayList<>())
                        .add(System.currentTimeMillis());
            }

            @Override
            public void onReceipt(SentReceipt receipt) {
                // the gateway tells of it
            }
        };
        try (SmscSimulator smsc = new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, arrivals);
                HookServer hooks = HookServer.answering(hook -> isTaken(hook) ? 200 : 500)) {
            smsc.start();
            Path config = configure(directory, smsc.port());
            String key = ServeProcess.addAccount(config, "kills");
            for (int round = 0; round < rounds; round++) {
                ServeProcess gateway = serve(config);
                HttpSender http = new HttpSender(gateway.url(), key);
                if (round == 0) {
                    http.send("POST", "/webhooks", "{\"url\": \"" + hooks.url() + "\"}");
                    http.send("POST", "/accounts/kills/balance", "{\"add\": " + PAID + "}");
                }
                load(run, http, round);
                gateway.kill();
                run.store().passesForRepetitions(PERIOD);
            }
            try (ServeProcess gateway = serve(config)) {
                HttpSender http = new HttpSender(gateway.url(), key);
                boolean ended = awaitTheEnd(run, http, hooks, patience);
                return new Verdict(run, http, hooks, ended).result();
            }
        }
    }

    /** With the options of a process that ends soon. */
    private static ServeProcess serve(Path config) throws IOException {
        return ServeProcess.start(config, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    private static Path configure(Path directory, int port) throws IOException {
        return Files.writeString(
                directory.resolve("gateway.yaml"),
                """
                http: {listen: "127.0.0.1:0", rate-limit: 100000/s}
                store: {url: "sqlite:kills.db"}
                sms: {retry-first: 100ms}
                webhooks: {allow-networks: [127.0.0.1], retry-first: 100ms, retry-max: 1s}
                links: {base: "https://s.example/"}
                smsc: [{name: smsc, host: 127.0.0.1, port: %d, system-id: gw, window: %d, rate: 10000/s}]
                routes: [{to: "+", sms: [smsc]}]
                limits: {prices: [{to: "+", sms: 0.01}]}
                """
                        .formatted(port, WINDOW));
    }

    /** Each sending of an event is taken or not by the hash of its id and its time, so that some fail for a while. */
    private static boolean isTaken(Hook hook) {
        int hash = (hook.id() + hook.headers().get("webhook-timestamp")).hashCode();
        return Math.floorMod(hash, REFUSED_OF) != 0;
    }

    private static String repeat(int times) {
        return ", \"repeat\": " + times + ", \"repeat_interval\": " + PERIOD.toMinutes();
    }

    /** Asks for messages of all kinds until it is time to die. */
    private static void load(Run run, HttpSender http, int round) throws IOException, InterruptedException {
        run.promised().add(http.accept("/messages/sms", body("again " + round + TIMES + 2, repeat(2))));
        Random random = run.random();
        int lifeMillis = SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
        List<Runnable> requests = new ArrayList<>();
        for (int i = 0; i < NOW; i++) {
            String text = "now " + round + "." + i;
            requests.add(() -> ask(run, http, text, ""));
        }
        for (int i = 0; i < LATER; i++) {
            String text = "later " + round + "." + i;
            int ahead = 500 + random.nextInt(AHEAD_MILLIS);
            requests.add(() -> {
                Instant sendAt = Instant.now().plusMillis(ahead);
                run.sendAt().put(text, sendAt);
                ask(run, http, text, ", \"send_at\": \"" + sendAt + "\"");
            });
        }
        for (int i = 0; i < REPEATED; i++) {
            int times = 2 + random.nextInt(2);
            String text = "again " + round + "." + i + TIMES + times;
            requests.add(() -> ask(run, http, text, repeat(times)));
        }
        for (int i = 0; i < TAKEN_BACK; i++) {
            requests.add(() -> takeOneBack(run, http));
        }
        Collections.shuffle(requests, random);
        long startNanos = System.nanoTime();
        for (int i = 0; i < requests.size(); i++) {
            requests.get(i).run();
            long dueNanos = startNanos + TimeUnit.MILLISECONDS.toNanos(lifeMillis) / requests.size() * (i + 1L);
            for (long left; (left = dueNanos - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private static void ask(Run run, HttpSender http, String text, String more) {
        var unused = http.acceptLater("/messages/sms", body(text, more)).thenAccept(id -> {
            run.promised().add(id);
            if (run.sendAt().containsKey(text)) {
                run.waiting().put(text, id);
            }
        });
    }

    private static String body(String text, String more) {
        return "{\"from\": \"Kills\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"" + more + "}";
    }

    private static void takeOneBack(Run run, HttpSender http) {
        Instant soon = Instant.now().plusSeconds(2);
        run.waiting().keySet().stream()
                .filter(text -> run.sendAt().getOrDefault(text, Instant.EPOCH).isAfter(soon))
                .min(String::compareTo)
                .ifPresent(text -> {
                    String id = run.waiting().remove(text);
                    var unused = http.deleteLater("/messages/sms/" + id).thenAccept(status -> {
                        if (status == 204) {
                            run.takenBack().add(text);
                        }
                    });
                });
    }

    /** Until nothing is open and all is told; false if that takes too long. */
    private static boolean awaitTheEnd(Run run, HttpSender http, HookServer hooks, Duration patience)
            throws SQLException, IOException, InterruptedException {
        try {
            while (run.store().count("repetition WHERE next_at > 0") > 0) {
                await().atMost(2, MINUTES).until(() -> run.store().count(overdue()) == 0);
                run.store().passesForRepetitions(PERIOD);
            }
            await().atMost(patience)
                    .pollInterval(1, SECONDS)
                    .until(() -> run.store().count("progress WHERE state < 10") == 0
                            && untold(http, hooks).isEmpty());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static String overdue() {
        return "repetition WHERE next_at > 0 AND next_at <= "
                + TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    }

    /** Messages whose last state no webhook has told. */
    private static List<String> untold(HttpSender http, HookServer hooks) throws IOException, InterruptedException {
        Set<String> told = new HashSet<>();
        for (Hook hook : hooks.hooks()) {
            if (isTaken(hook)) {
                JsonNode data = JSON.readTree(hook.body()).path("data");
                told.add(data.path("id").asText() + data.path("status").asText());
            }
        }
        List<String> untold = new ArrayList<>();
        for (JsonNode message : all(http)) {
            String id = message.get("id").asText();
            if (!told.contains(id + message.get("status").asText())) {
                untold.add(id);
            }
        }
        return untold;
    }

    private static List<JsonNode> all(HttpSender http) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String next = "/messages?limit=1000";
        while (next != null) {
            JsonNode page = http.get(next);
            page.get("messages").forEach(all::add);
            next = page.get("next").isNull() ? null : page.get("next").asText();
        }
        return all;
    }

    /** Compares what was asked for, what arrived, what was told and what the gateway says of it. */
    private static final class Verdict {

        private final Run run;
        private final HttpSender http;
        private final HookServer hooks;
        private final List<String> wrong = new ArrayList<>();
        private final Map<String, List<JsonNode>> byText = new HashMap<>();
        private final Map<String, JsonNode> byId = new HashMap<>();
        private int repetitions;
        private int occurrences;
        private int resent;

        Verdict(Run run, HttpSender http, HookServer hooks, boolean ended) {
            this.run = run;
            this.http = http;
            this.hooks = hooks;
            if (!ended) {
                wrong.add("it did not come to its end");
            }
        }

        Result result() throws IOException, InterruptedException {
            for (JsonNode row : all(http)) {
                JsonNode message = http.get("/messages/sms/" + row.get("id").asText());
                byId.put(message.get("id").asText(), message);
                byText.computeIfAbsent(message.get("message").asText(), text -> new ArrayList<>())
                        .add(message);
            }
            run.promised().stream().filter(id -> !byId.containsKey(id)).forEach(id -> wrong.add("lost: " + id));
            for (Map.Entry<String, List<JsonNode>> entry : byText.entrySet()) {
                judgeArrivals(entry.getKey(), entry.getValue());
            }
            for (JsonNode message : byId.values()) {
                if (!message.get("repeat").isNull()) {
                    judgeRepetition(message);
                }
            }
            run.sendAt().forEach(this::judgeTime);
            run.takenBack().stream()
                    .filter(run.arrivals()::containsKey)
                    .forEach(text -> wrong.add("taken back: " + text));
            judgeBalance();
            int webhooks = judgeWebhooks();
            return new Result(
                    run.promised().size(),
                    byId.size(),
                    repetitions,
                    occurrences,
                    run.takenBack().size(),
                    resent,
                    webhooks,
                    wrong);
        }

        /** Each message came once, or says that it may have come twice. */
        private void judgeArrivals(String text, List<JsonNode> messages) {
            long delivered = messages.stream()
                    .filter(message -> message.get("status").asText().equals("delivered"))
                    .count();
            long cancelled = messages.stream()
                    .filter(message -> message.get("status").asText().equals("cancelled"))
                    .count();
            if (delivered + cancelled < messages.size()) {
                wrong.add("not delivered: " + messages);
            }
            int arrived = run.arrivals().getOrDefault(text, List.of()).size();
            boolean flagged = messages.stream()
                    .anyMatch(message -> message.path("possible_duplicate").asBoolean());
            if (arrived < delivered || (arrived > delivered && !flagged)) {
                wrong.add(arrived + " arrivals of " + messages);
            }
            resent += (int) Math.max(0, arrived - delivered);
            if (messages.size() > 1 && !text.startsWith("again ")) {
                wrong.add("kept twice: " + messages);
            }
        }

        /** Its occurrences are there once, and those left out are told of. */
        private void judgeRepetition(JsonNode first) throws IOException, InterruptedException {
            repetitions++;
            Set<Integer> numbers = new HashSet<>();
            Set<String> ids = new HashSet<>();
            for (JsonNode one : first.get("occurrences")) {
                numbers.add(one.get("number").asInt());
                ids.add(one.get("id").asText());
            }
            occurrences += numbers.size();
            List<JsonNode> ofText = byText.getOrDefault(first.get("message").asText(), List.of());
            if (numbers.size() != ofText.size() || ids.size() != ofText.size()) {
                wrong.add("occurrences " + numbers + " of " + ofText);
            }
            int leftOut = 0;
            String timeline = http.get("/messages/sms/" + first.get("id").asText() + "/timeline")
                    .toString();
            for (Matcher matcher = LEFT_OUT.matcher(timeline); matcher.find(); ) {
                leftOut += Integer.parseInt(matcher.group(1));
            }
            int highest = numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
            if (numbers.size() + leftOut != highest
                    || highest != timesOf(first.get("message").asText())
                    || !first.path("repeat_ended").asText().equals("done")) {
                wrong.add("repeated " + numbers + " with " + leftOut + " left out: " + first);
            }
        }

        /** A space and the link follow it. */
        private static int timesOf(String text) {
            int from = text.indexOf(TIMES) + TIMES.length();
            return Integer.parseInt(text.substring(from, text.indexOf(' ', from)));
        }

        private void judgeTime(String text, Instant sendAt) {
            for (long arrival : run.arrivals().getOrDefault(text, List.of())) {
                if (arrival < sendAt.toEpochMilli()) {
                    wrong.add("early by " + (sendAt.toEpochMilli() - arrival) + " ms: " + text);
                }
            }
        }

        /** What is left, and what the messages cost that were not taken back, are together what was paid. */
        private void judgeBalance() throws IOException, InterruptedException {
            BigDecimal left = http.get("/balance").get("balance").decimalValue();
            int segments = byId.values().stream()
                    .filter(message -> !message.get("status").asText().equals("cancelled"))
                    .mapToInt(message -> message.get("segment_count").asInt())
                    .sum();
            BigDecimal cost = PRICE.multiply(new BigDecimal(segments));
            if (left.add(cost).compareTo(PAID) != 0) {
                wrong.add("balance " + left + " after " + segments + " segments");
            }
        }

        /** Of each message all versions were told, those that were not told before in their order. */
        private int judgeWebhooks() throws IOException {
            Set<String> known = new HashSet<>();
            Map<String, List<Integer>> versions = new HashMap<>();
            Map<String, String> last = new HashMap<>();
            int taken = 0;
            for (Hook hook : hooks.hooks()) {
                if (!isTaken(hook)) {
                    continue;
                }
                taken++;
                JsonNode data = JSON.readTree(hook.body()).get("data");
                if (known.add(hook.id()) && data.has("version")) {
                    String id = data.get("id").asText();
                    versions.computeIfAbsent(id, message -> new ArrayList<>())
                            .add(data.get("version").asInt());
                    last.put(id, data.get("status").asText());
                }
            }
            byId.forEach((id, message) -> {
                List<Integer> told = versions.getOrDefault(id, List.of());
                for (int i = 0; i < told.size(); i++) {
                    if (told.get(i) != i + 1) {
                        wrong.add("versions " + told + " of " + message);
                        return;
                    }
                }
                if (!message.get("status").asText().equals(last.get(id))) {
                    wrong.add("told last " + last.get(id) + " of " + message);
                }
            });
            return taken;
        }
    }
}
