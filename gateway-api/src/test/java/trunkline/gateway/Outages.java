package trunkline.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/**
 * Two SMSCs in one route, and a steady load. The first, which all messages go to, dies in the middle of it and does not come
 * back: what it has not taken goes to the second.
 *
 * @param messages how many are sent
 * @param perSecond how fast they are asked for
 * @param window of each bind
 * @param dieAfter messages that the first takes before it dies
 */
record Outages(int messages, int perSecond, int window, int dieAfter) {

    /**
     * What it came to.
     *
     * @param lost messages that were accepted and arrived nowhere
     * @param twice messages that both SMSCs got
     * @param unflagged of those, messages that do not say so
     * @param answered of those, messages whose first submit_sm the gateway had an answer to
     * @param first messages that the first SMSC got
     * @param moved messages that were given to the second
     * @param seconds from the first message to the last arrival
     */
    record Result(int lost, int twice, int unflagged, int answered, int first, int moved, long seconds) {}

    private static final int IN_FLIGHT = 256;
    private static final String WAYS =
            """
            sms: {failover-after: 1s, retry-first: 500ms}
            smsc:
              - {name: first, host: 127.0.0.1, port: %d, system-id: gw, window: %d, rate: 1000000/s}
              - {name: second, host: 127.0.0.1, port: %d, system-id: gw, window: %d, rate: 1000000/s}
            routes: [{to: "+", sms: [first, second], failover: [down, temporary, unanswered]}]
            """;

    Result run(Path directory, Duration patience) throws Exception {
        Map<String, AtomicInteger> atFirst = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> atSecond = new ConcurrentHashMap<>();
        AtomicInteger taken = new AtomicInteger();
        CompletableFuture<Void> enough = new CompletableFuture<>();
        SmscSimulator first =
                new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, counting(atFirst, () -> {
                    if (taken.incrementAndGet() == dieAfter) {
                        enough.complete(null);
                    }
                }));
        try (SmscSimulator second =
                new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, counting(atSecond, () -> {}))) {
            first.start();
            second.start();
            try (TestGateway gateway =
                    TestGateway.start(directory, WAYS.formatted(first.port(), window, second.port(), window))) {
                long startNanos = System.nanoTime();
                CompletableFuture<Void> death = enough.thenRunAsync(first::close);
                List<String> ids = acceptAll(gateway.http());
                death.join();
                awaitArrival(atFirst, atSecond, patience);
                long seconds = Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
                return result(gateway.http(), ids, atFirst, atSecond, seconds);
            }
        }
    }

    private static SimulatorListener counting(Map<String, AtomicInteger> arrivals, Runnable onEach) {
        return new SimulatorListener() {
            @Override
            public void onMessage(ReceivedMessage message) {
                arrivals.computeIfAbsent(message.text(), text -> new AtomicInteger())
                        .incrementAndGet();
                onEach.run();
            }

            @Override
            public void onReceipt(SentReceipt receipt) {
                // not asked for
            }
        };
    }

    private List<String> acceptAll(HttpSender http) throws InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
        CompletableFuture<?>[] answers = new CompletableFuture<?>[messages];
        long startNanos = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            long dueNanos = startNanos + TimeUnit.SECONDS.toNanos(i) / perSecond;
            for (long left; (left = dueNanos - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            room.acquire();
            answers[i] = http.acceptLater(
                            "/messages/sms",
                            "{\"from\": \"Outage\", \"to\": \"+467%08d\", \"message\": \"m %d\"}".formatted(i, i))
                    .thenAccept(ids::add)
                    .whenComplete((done, failure) -> room.release());
        }
        CompletableFuture.allOf(answers).join();
        return List.copyOf(ids);
    }

    private void awaitArrival(Map<String, AtomicInteger> one, Map<String, AtomicInteger> other, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (arrived(one, other) < messages && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static int arrived(Map<String, AtomicInteger> one, Map<String, AtomicInteger> other) {
        Set<String> all = ConcurrentHashMap.newKeySet();
        all.addAll(one.keySet());
        all.addAll(other.keySet());
        return all.size();
    }

    private Result result(
            HttpSender http,
            List<String> ids,
            Map<String, AtomicInteger> atFirst,
            Map<String, AtomicInteger> atSecond,
            long seconds)
            throws IOException, InterruptedException {
        int lost = messages - ids.size();
        int twice = 0;
        int unflagged = 0;
        int answered = 0;
        for (String id : ids) {
            JsonNode message = http.get("/messages/sms/" + id);
            String text = message.get("message").asText();
            int times = times(atFirst, text) + times(atSecond, text);
            lost += times == 0 ? 1 : 0;
            if (times > 1) {
                twice++;
                unflagged += message.get("possible_duplicate").asBoolean() ? 0 : 1;
                answered += wasAnswered(http.get("/messages/sms/" + id + "/timeline")) ? 1 : 0;
            }
        }
        return new Result(lost, twice, unflagged, answered, atFirst.size(), moved(http), seconds);
    }

    private static int times(Map<String, AtomicInteger> arrivals, String text) {
        AtomicInteger times = arrivals.get(text);
        return times == null ? 0 : times.get();
    }

    /** Whether the first SMSC's answer was there before the message was given to the second. */
    private static boolean wasAnswered(JsonNode timeline) {
        for (JsonNode event : timeline.get("events")) {
            if (event.get("event").asText().equals("moved")) {
                return false;
            }
            if (event.get("event").asText().equals("submit_sm_resp")) {
                return true;
            }
        }
        return true;
    }

    private static int moved(HttpSender http) throws IOException, InterruptedException {
        return (int) http.send("GET", "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("trunkline_messages_moved_total{smsc=\"first\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
                .sum();
    }
}
