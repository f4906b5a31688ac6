package trunkline.smpp.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One bind of ours beside one session of cloudhopper's, in turn against the same SMSC, at several windows.
 *
 * <p>Started by {@code smpp-bind/bench/run.sh}, which starts the SMSC. Prints a table in Markdown: submits answered a
 * second and the latency that half and 99 in 100 did not exceed, each from the median round.
 */
public final class BindBenchmark {

    private static final int[] WINDOWS = {1, 10, 100, 1000};

    private BindBenchmark() {}

    /** How one engine is set going. */
    private interface Engine {
        AutoCloseable start(int port, int window, Latencies latencies) throws Exception;
    }

    private record Round(double perSecond, int p50Micros, int p99Micros) {}

    /** Arguments: port, rounds, seconds of warm-up, seconds measured. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        int warmUp = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        System.out.println(
                "| window | trunkline submit/s | p50 µs | p99 µs | cloudhopper submit/s | p50 µs | p99 µs | ratio |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int window : WINDOWS) {
            var ours = new ArrayList<Round>();
            var theirs = new ArrayList<Round>();
            for (int round = 0; round < rounds; round++) {
                ours.add(measure(TrunklineLoad::new, port, window, warmUp, seconds));
                theirs.add(measure(CloudhopperLoad::new, port, window, warmUp, seconds));
            }
            print(window, median(ours), median(theirs));
        }
    }

    private static Round measure(Engine engine, int port, int window, int warmUp, int seconds) throws Exception {
        var latencies = new Latencies();
        try (AutoCloseable load = engine.start(port, window, latencies)) {
            Thread.sleep(warmUp * 1_000L);
            latencies.clear();
            long answersBefore = latencies.answers();
            long startNanos = System.nanoTime();
            Thread.sleep(seconds * 1_000L);
            long answers = latencies.answers() - answersBefore;
            double tookSeconds = (System.nanoTime() - startNanos) / 1e9;
            if (answers == 0) {
                throw new IllegalStateException(load + " got no answer");
            }
            return new Round(answers / tookSeconds, latencies.micros(0.5), latencies.micros(0.99));
        }
    }

    private static Round median(List<Round> rounds) {
        rounds.sort(Comparator.comparingDouble(Round::perSecond));
        return rounds.get(rounds.size() / 2);
    }

    private static void print(int window, Round ours, Round theirs) {
        System.out.printf(
                "| %d | %,.0f | %d | %d | %,.0f | %d | %d | %.1f |%n",
                window,
                ours.perSecond(),
                ours.p50Micros(),
                ours.p99Micros(),
                theirs.perSecond(),
                theirs.p50Micros(),
                theirs.p99Micros(),
                ours.perSecond() / theirs.perSecond());
    }
}
