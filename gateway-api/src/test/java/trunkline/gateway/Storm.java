package trunkline.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import trunkline.smpp.simulator.IdForm;
import trunkline.smpp.simulator.Load;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Ids;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/**
 * A gateway and an SMSC that does all at once what SMSCs do to their ESMEs: throttles, sends 30 % of the receipts before the
 * response and 5 % twice, writes 2 % of its ids in hexadecimal, and drops its links again and again.
 *
 * @param messages how many are sent
 * @param binds how many at once
 * @param window of each
 * @param dropEvery how long a link lives
 * @param throttleAbove submits a second above which the SMSC throttles
 */
record Storm(int messages, int binds, int window, Duration dropEvery, int throttleAbove) {

    /**
     * What it came to.
     *
     * @param states messages by their final state
     * @param open messages without one
     * @param lost messages that were accepted and never arrived
     * @param duplicates arrivals beyond the first of each message
     * @param unflagged of the messages that arrived twice, those that do not say so
     * @param drops links that the SMSC cut
     * @param unmatchedReceipts receipts that match nothing
     * @param matchRate share of the receipts that were matched
     * @param example the timeline of an open message, empty if there is none
     */
    record Result(
            Map<String, Integer> states,
            int open,
            int lost,
            int duplicates,
            int unflagged,
            int drops,
            int unmatchedReceipts,
            double matchRate,
            String example) {

        /** At most one window for each link that was cut. */
        boolean isWithinBound(int window) {
            return duplicates <= drops * window;
        }
    }

    private static final int IN_FLIGHT = 256;

    Result run(Path directory, Duration patience) throws Exception {
        Map<String, AtomicInteger> arrivals = new ConcurrentHashMap<>();
        SmscBehaviour behaviour = SmscBehaviour.PERFECT
                .withLoad(Load.throttledAbove(throttleAbove))
                .withResponses(Responses.after(Duration.ofMillis(30)))
                .withReceipts(Receipts.after(Duration.ofMillis(200)).withShares(0.3, 0.05))
                .withIds(Ids.DECIMAL.withOther(0.02, IdForm.HEX))
                .withLinks(Links.cutAfter(dropEvery));
        SimulatorListener listener = new SimulatorListener() {
            @Override
            public void onMessage(ReceivedMessage message) {
                arrivals.computeIfAbsent(message.text(), text -> new AtomicInteger())
                        .incrementAndGet();
            }

            @Override
            public void onReceipt(SentReceipt receipt) {
                // what it does is asked of the gateway
            }
        };
        String ways =
                """
                sms: {retry-first: 200ms, receipt-patience: 2s}
                smsc: [{name: storm, host: 127.0.0.1, port: %d, system-id: gw, binds: %d, window: %d, rate: 1000000/s}]
                routes: [{to: "+", sms: [storm]}]
                """;
        try (SmscSimulator smsc = new SmscSimulator(SimulatorSettings.LOOPBACK, behaviour, listener)) {
            smsc.start();
            String yaml = ways.formatted(smsc.port(), binds, window);
            try (TestGateway gateway = TestGateway.start(directory, yaml)) {
                List<String> ids = acceptAll(gateway.http());
                awaitFinal(gateway.http(), patience);
                return result(gateway.http(), ids, arrivals);
            }
        }
    }

    private List<String> acceptAll(HttpSender http) throws InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
        CompletableFuture<?>[] answers = new CompletableFuture<?>[messages];
        for (int i = 0; i < messages; i++) {
            room.acquire();
            answers[i] = http.acceptLater(
                            "/messages/sms",
                            "{\"from\": \"Storm\", \"to\": \"+467%08d\", \"message\": \"m %d\"}".formatted(i, i))
                    .thenAccept(ids::add)
                    .whenComplete((done, failure) -> room.release());
        }
        CompletableFuture.allOf(answers).join();
        return List.copyOf(ids);
    }

    private void awaitFinal(HttpSender http, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while ((finals(http) < messages || unmatched(http) > 0) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    private static int unmatched(HttpSender http) throws IOException, InterruptedException {
        return http.get("/receipts/unmatched").get("receipts").size();
    }

    private static int finals(HttpSender http) throws IOException, InterruptedException {
        String metrics = http.send("GET", "/metrics", "").body();
        return (int) metrics.lines()
                .filter(line -> line.matches(
                        "trunkline_messages_total\\{state=\"(delivered|failed|rejected|expired|unknown)\"}.*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
                .sum();
    }

    private Result result(HttpSender http, List<String> ids, Map<String, AtomicInteger> arrivals)
            throws IOException, InterruptedException {
        Map<String, Integer> states = new ConcurrentHashMap<>();
        String example = "";
        int open = 0;
        int lost = 0;
        int duplicates = 0;
        int unflagged = 0;
        for (String id : ids) {
            JsonNode message = http.get("/messages/sms/" + id);
            String state = message.get("status").asText();
            states.merge(state, 1, Integer::sum);
            if (state.equals("accepted") || state.equals("submitted")) {
                open++;
                example = http.get("/messages/sms/" + id + "/timeline").toString();
            }
            AtomicInteger arrived = arrivals.get(message.get("message").asText());
            int times = arrived == null ? 0 : arrived.get();
            lost += times == 0 ? 1 : 0;
            duplicates += Math.max(0, times - 1);
            unflagged += times > 1 && !message.get("possible_duplicate").asBoolean() ? 1 : 0;
        }
        JsonNode smsc = http.get("/smsc").get("smsc").get(0);
        return new Result(
                states,
                open,
                lost,
                duplicates,
                unflagged,
                drops(http),
                unmatched(http),
                smsc.get("receipt_match_rate").asDouble(),
                example);
    }

    private int drops(HttpSender http) throws IOException, InterruptedException {
        String metrics = http.send("GET", "/metrics", "").body();
        return (int) metrics.lines()
                        .filter(line ->
                                line.startsWith("trunkline_bind_events_total{") && line.contains("event=\"binds\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
                        .sum()
                - binds;
    }
}
