package trunkline.media.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a stream has sent. Only the pacing thread adds; any thread reads. Adding allocates and waits for nothing.
 *
 * <p>One array: a pacing thread looks at thousands of these in turn, and each object of its own would be another line to
 * fetch from memory.
 */
final class SendFigures {

    private static final int PACKETS = 0;
    private static final int OCTETS = 1;
    private static final int PLAYED_MICROS = 2;
    private static final int NOT_SENT = 3;
    private static final int CAUGHT_UP = 4;
    private static final int SLIPS = 5;
    private static final int LENGTH = 6;

    private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counters = new long[LENGTH];
    private final DeviationHistogram deviation = new DeviationHistogram();

    /** Counts an audio packet that left {@code deviationNanos} after its due time. */
    void onSent(int payloadOctets, long deviationNanos) {
        add(PACKETS, 1);
        add(OCTETS, payloadOctets);
        deviation.record(deviationNanos);
    }

    /** Counts audio of the prompt that has had its turn, sent or not. */
    void onPlayed(long micros) {
        add(PLAYED_MICROS, micros);
    }

    void onNotSent() {
        add(NOT_SENT, 1);
    }

    void onTurn(StreamPace.Turn turn) {
        if (turn == StreamPace.Turn.CATCHING_UP) {
            add(CAUGHT_UP, 1);
        } else if (turn == StreamPace.Turn.SLIPPED) {
            add(SLIPS, 1);
        }
    }

    long packets() {
        return count(PACKETS);
    }

    long octets() {
        return count(OCTETS);
    }

    /** All figures of the stream. */
    RtpStats snapshot(long unreachable, Reception.Figures reception) {
        var deviations = new RtpStats.Deviation(
                deviation.quantileMicros(0.5), deviation.quantileMicros(0.99), deviation.maxMicros());
        return new RtpStats(
                packets(),
                octets(),
                count(PLAYED_MICROS) / 1000,
                count(NOT_SENT),
                unreachable,
                count(CAUGHT_UP),
                count(SLIPS),
                deviations,
                reception.packets(),
                reception.lost(),
                reception.jitterMicros(),
                reception.strays(),
                reception.peerReport());
    }

    private long count(int counter) {
        return (long) COUNTERS.getAcquire(counters, counter);
    }

    private void add(int counter, long count) {
        COUNTERS.setRelease(counters, counter, counters[counter] + count);
    }
}
