package trunkline.media.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A WAV file in memory: one channel of 16-bit samples. */
public final class WavOctets {

    private static final int HEADER = 44;
    private static final int OCTETS_PER_SAMPLE = 2;

    private WavOctets() {}

    /** The whole file; {@code samples} is not kept. */
    public static byte[] of(short[] samples, int sampleRate) {
        int data = OCTETS_PER_SAMPLE * samples.length;
        ByteBuffer out = ByteBuffer.allocate(HEADER + data).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(HEADER - 8 + data).put(ascii("WAVEfmt "));
        out.putInt(16).putShort((short) 1).putShort((short) 1);
        out.putInt(sampleRate).putInt(OCTETS_PER_SAMPLE * sampleRate);
        out.putShort((short) OCTETS_PER_SAMPLE).putShort((short) 16);
        out.put(ascii("data")).putInt(data);
        out.asShortBuffer().put(samples);
        return out.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
