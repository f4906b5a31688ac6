package trunkline.gateway;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Schedules that are due at the same moment, and messages that come in while they leave.
 *
 * @param schedules how many are due
 * @param freshPerSecond how many a second come in meanwhile
 */
record DueBurst(int schedules, int freshPerSecond) {

    /** An SMSC that notes what it gets. */
    interface Smsc {
        /** Messages that it got so far. */
        int taken() throws IOException;

        /** All of them, in the order of their coming. */
        List<Arrival> arrivals() throws IOException;
    }

    /** @param millis when it came, since 1970 in UTC */
    record Arrival(long millis, String text) {}

    /**
     * What it came to.
     *
     * @param early schedules that came before their time
     * @param lost messages that were kept and did not come
     * @param twice messages that came more than once
     * @param fresh messages that came in meanwhile
     * @param freshBeforeTheLast of those, messages that left before the last schedule did
     * @param freshMillis how long they took from their acceptance to the SMSC, in order
     * @param perSecond arrivals in each second after the moment
     */
    record Result(
            int early,
            int lost,
            int twice,
            int fresh,
            int freshBeforeTheLast,
            List<Long> freshMillis,
            List<Integer> perSecond) {

        /** The time that {@code share} of the fresh ones stayed below, in milliseconds. */
        long freshMillis(double share) {
            int last = freshMillis.size() - 1;
            return last < 0 ? 0 : freshMillis.get((int) Math.min(last, share * freshMillis.size()));
        }

        /** The seconds in which it was under way from their beginning to their end. */
        List<Integer> wholeSeconds() {
            int from = Math.min(2, perSecond.size());
            return perSecond.subList(from, Math.max(from, perSecond.size() - 1));
        }
    }

    private static final int OF_A_BATCH = 1_000;
    private static final String SCHEDULED = "scheduled ";
    private static final String FRESH = "fresh ";

    /** Has the gateway keep the schedules, all for {@code moment}. */
    void accept(HttpSender http, Instant moment) throws IOException, InterruptedException {
        for (int from = 0; from < schedules; from += OF_A_BATCH) {
            accept(http, from, Math.min(schedules, from + OF_A_BATCH), moment);
        }
    }

    /**
     * From {@code moment} on sends others too, nearly as long as schedules leave; until the SMSC has all that it is to get or {@code
     * patience} is over.
     */
    Result watch(HttpSender http, Smsc smsc, Instant moment, Duration patience)
            throws IOException, InterruptedException {
        while (Instant.now().isBefore(moment)) {
            LockSupport.parkNanos(MILLISECONDS.toNanos(10));
        }
        Map<String, Long> acceptedAt = new ConcurrentHashMap<>();
        int asked = 0;
        long beganNanos = System.nanoTime();
        while (smsc.taken() < schedules + asked && System.nanoTime() - beganNanos < patience.toNanos()) {
            long due = (System.nanoTime() - beganNanos) * freshPerSecond / TimeUnit.SECONDS.toNanos(1);
            boolean nearTheEnd = smsc.taken() >= schedules;
            for (; asked < due && !nearTheEnd; asked++) {
                acceptLater(http, FRESH + asked, acceptedAt);
            }
            LockSupport.parkNanos(MILLISECONDS.toNanos(5));
        }
        return result(smsc.arrivals(), acceptedAt, asked, moment.toEpochMilli());
    }

    private static void accept(HttpSender http, int from, int to, Instant moment)
            throws IOException, InterruptedException {
        String messages = IntStream.range(from, to)
                .mapToObj(i -> "{\"from\": \"Burst\", \"to\": \"+467%08d\", \"message\": \"%s%d\", \"send_at\": \"%s\"}"
                        .formatted(i, SCHEDULED, i, moment))
                .collect(Collectors.joining(","));
        HttpResponse<String> answer = http.send("POST", "/messages/batch", "{\"messages\": [" + messages + "]}");
        JsonNode accepted = HttpSender.json(answer).path("accepted");
        if (accepted.asInt() != to - from) {
            throw new IllegalStateException("not all were accepted: " + answer.statusCode() + " " + accepted);
        }
    }

    private static void acceptLater(HttpSender http, String text, Map<String, Long> acceptedAt) {
        CompletableFuture<String> answer = http.acceptLater(
                "/messages/sms", "{\"from\": \"Burst\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"}");
        var unused = answer.thenRun(() -> acceptedAt.put(text, System.currentTimeMillis()));
    }

    private Result result(List<Arrival> arrivals, Map<String, Long> acceptedAt, int asked, long momentMillis) {
        Map<String, Long> cameAt = new HashMap<>();
        int early = 0;
        int twice = 0;
        long lastMillis = momentMillis;
        for (Arrival arrival : arrivals) {
            boolean scheduled = arrival.text().startsWith(SCHEDULED);
            early += scheduled && arrival.millis() < momentMillis ? 1 : 0;
            twice += cameAt.put(arrival.text(), arrival.millis()) == null ? 0 : 1;
            lastMillis = scheduled ? Math.max(lastMillis, arrival.millis()) : lastMillis;
        }
        int[] perSecond = new int[(int) ((lastMillis - momentMillis) / 1_000) + 1];
        for (Arrival arrival : arrivals) {
            long second = (arrival.millis() - momentMillis) / 1_000;
            if (arrival.millis() >= momentMillis && second < perSecond.length) {
                perSecond[(int) second]++;
            }
        }
        long last = lastMillis;
        List<Long> freshMillis = acceptedAt.entrySet().stream()
                .filter(fresh -> cameAt.containsKey(fresh.getKey()))
                .map(fresh -> Math.max(0, cameAt.getOrDefault(fresh.getKey(), 0L) - fresh.getValue()))
                .sorted()
                .toList();
        int before = (int) acceptedAt.keySet().stream()
                .filter(text -> cameAt.getOrDefault(text, Long.MAX_VALUE) < last)
                .count();
        return new Result(
                early,
                schedules + asked - cameAt.size(),
                twice,
                acceptedAt.size(),
                before,
                freshMillis,
                Arrays.stream(perSecond).boxed().toList());
    }
}
