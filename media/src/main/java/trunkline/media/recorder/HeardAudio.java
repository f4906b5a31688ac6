package trunkline.media.recorder;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/** Samples in the places that their packets' timestamps say; silence between. Bounded by the longest recording. */
final class HeardAudio {

    private static final int SAMPLE_RATE = 8000;

    private final int most;
    private short[] samples = new short[SAMPLE_RATE];
    private int length;
    private boolean started;
    private int firstTimestamp;
    private boolean complete = true;

    HeardAudio(Duration max) {
        this.most = (int) (max.toMillis() * SAMPLE_RATE / 1000);
    }

    /** Decodes {@code count} octets of {@code in} from {@code from} and puts them where {@code timestamp} belongs. */
    void put(String encoding, ByteBuffer in, int from, int count, int timestamp) {
        if (!started) {
            started = true;
            firstTimestamp = timestamp;
        }
        int at = timestamp - firstTimestamp; // wraps as timestamps do
        boolean aLaw = encoding.equalsIgnoreCase("PCMA");
        if (at < 0 || at > most - count || !(aLaw || encoding.equalsIgnoreCase("PCMU"))) {
            complete = false;
            return;
        }
        int end = at + count;
        if (end > samples.length) {
            samples = Arrays.copyOf(samples, Math.min(Math.max(end, 2 * samples.length), most));
        }
        for (int i = 0; i < count; i++) {
            int octet = in.get(from + i) & 0xFF;
            samples[at + i] = (short) (aLaw ? fromALaw(octet) : fromMuLaw(octet));
        }
        length = Math.max(length, end);
    }

    short[] samples() {
        return Arrays.copyOf(samples, length);
    }

    Duration duration() {
        return Duration.ofNanos(length * 1_000_000_000L / SAMPLE_RATE);
    }

    boolean isComplete() {
        return complete;
    }

    /** ITU-T G.711 table 1: the middle of the interval, 16 bits. */
    private static int fromALaw(int octet) {
        int code = octet ^ 0x55;
        int value = (code & 0x0F) * 16 + 8;
        for (int segment = code >> 4 & 7; segment > 0; segment--) {
            value = segment == (code >> 4 & 7) ? value + 256 : value * 2;
        }
        return (code & 0x80) != 0 ? value : -value;
    }

    /** ITU-T G.711 table 2, likewise. */
    private static int fromMuLaw(int octet) {
        int code = octet ^ 0xFF;
        int value = ((code & 0x0F) * 8 + 132) * (1 << (code >> 4 & 7)) - 132;
        return (octet & 0x80) != 0 ? value : -value;
    }
}
