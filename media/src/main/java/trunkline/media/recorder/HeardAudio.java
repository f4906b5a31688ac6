package trunkline.media.recorder;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import trunkline.media.codec.Codec;

/**
 * Samples in the places that their packets' timestamps say; silence between. Bounded by the longest recording.
 *
 * <p>The first packet decides the rate: G.711 is heard at 8 kHz, G.722 at 16 kHz. What comes in another is not kept.
 */
final class HeardAudio {

    private static final int CLOCK_RATE = 8000;

    private final int most;
    private final Codec.Decoder wideBand = Codec.G722.decoder();
    private short[] samples = new short[CLOCK_RATE];
    private int length;
    private int samplesPerUnit;
    private int firstTimestamp;
    private boolean complete = true;

    HeardAudio(Duration max) {
        this.most = (int) (max.toMillis() * CLOCK_RATE / 1000);
    }

    /** Decodes {@code count} octets of {@code in} from {@code from} and puts them where {@code timestamp} belongs. */
    void put(String encoding, ByteBuffer in, int from, int count, int timestamp) {
        boolean aLaw = encoding.equalsIgnoreCase("PCMA");
        boolean wide = encoding.equalsIgnoreCase("G722");
        if (samplesPerUnit == 0) {
            samplesPerUnit = wide ? 2 : 1;
            firstTimestamp = timestamp;
        }
        int at = timestamp - firstTimestamp; // wraps as timestamps do
        boolean known = wide || aLaw || encoding.equalsIgnoreCase("PCMU");
        if (at < 0 || at > most - count || !known || samplesPerUnit != (wide ? 2 : 1)) {
            complete = false;
            return;
        }
        reserve((at + count) * samplesPerUnit);
        if (wide) {
            putWide(in, from, count, at);
        } else {
            putNarrow(aLaw, in, from, count, at);
        }
        length = Math.max(length, (at + count) * samplesPerUnit);
    }

    short[] samples() {
        return Arrays.copyOf(samples, length);
    }

    /** Samples per second. */
    int sampleRate() {
        return Math.max(samplesPerUnit, 1) * CLOCK_RATE;
    }

    Duration duration() {
        return Duration.ofNanos(length * 1_000_000_000L / sampleRate());
    }

    boolean isComplete() {
        return complete;
    }

    private void reserve(int end) {
        if (end > samples.length) {
            samples = Arrays.copyOf(samples, Math.min(Math.max(end, 2 * samples.length), most * samplesPerUnit));
        }
    }

    private void putNarrow(boolean aLaw, ByteBuffer in, int from, int count, int at) {
        for (int i = 0; i < count; i++) {
            int octet = in.get(from + i) & 0xFF;
            samples[at + i] = (short) (aLaw ? fromALaw(octet) : fromMuLaw(octet));
        }
    }

    /** In the order that packets come, as a telephone would that does not wait for late ones. */
    private void putWide(ByteBuffer in, int from, int count, int at) {
        byte[] octets = new byte[count];
        in.get(from, octets);
        wideBand.decode(octets, 0, count, samples, 2 * at);
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
