package trunkline.media.rtp;

import java.util.concurrent.atomic.AtomicLong;

/** What a stream has sent. Only the pacing thread adds; any thread reads. Adding allocates and waits for nothing. */
final class SendFigures {

    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong octets = new AtomicLong();
    private final AtomicLong playedMicros = new AtomicLong();
    private final AtomicLong notSent = new AtomicLong();
    private final AtomicLong caughtUp = new AtomicLong();
    private final AtomicLong slips = new AtomicLong();
    private final DeviationHistogram deviation = new DeviationHistogram();

    /** Counts an audio packet that left {@code deviationNanos} after its due time. */
    void onSent(int payloadOctets, long deviationNanos) {
        add(packets, 1);
        add(octets, payloadOctets);
        deviation.record(deviationNanos);
    }

    /** Counts audio of the prompt that has had its turn, sent or not. */
    void onPlayed(long micros) {
        add(playedMicros, micros);
    }

    void onNotSent() {
        add(notSent, 1);
    }

    void onTurn(StreamPace.Turn turn) {
        if (turn == StreamPace.Turn.CATCHING_UP) {
            add(caughtUp, 1);
        } else if (turn == StreamPace.Turn.SLIPPED) {
            add(slips, 1);
        }
    }

    long packets() {
        return packets.get();
    }

    long octets() {
        return octets.get();
    }

    /** All figures of the stream. */
    RtpStats snapshot(long unreachable, Reception.Figures reception) {
        var deviations = new RtpStats.Deviation(
                deviation.quantileMicros(0.5), deviation.quantileMicros(0.99), deviation.maxMicros());
        return new RtpStats(
                packets.get(),
                octets.get(),
                playedMicros.get() / 1000,
                notSent.get(),
                unreachable,
                caughtUp.get(),
                slips.get(),
                deviations,
                reception.packets(),
                reception.lost(),
                reception.jitterMicros(),
                reception.strays(),
                reception.peerReport());
    }

    private static void add(AtomicLong counter, long count) {
        counter.lazySet(counter.getPlain() + count);
    }
}
