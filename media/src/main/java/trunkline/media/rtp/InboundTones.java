package trunkline.media.rtp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.dtmf.Key;
import trunkline.media.dtmf.ToneDetector;

/** Looks for keys in the audio of the other side: decodes it for that, and for nothing else. Confined to one thread. */
final class InboundTones {

    private static final int PAYLOAD_OCTETS_MAX = InboundPacket.OCTETS_MAX;

    private final PayloadType agreed;
    private final ToneDetector detector = new ToneDetector();
    private final byte[] payload = new byte[PAYLOAD_OCTETS_MAX];
    private final short[] samples = new short[2 * PAYLOAD_OCTETS_MAX];
    private Codec.@Nullable Decoder decoder;
    private @Nullable Codec codec;

    /** {@code agreed} is what we send; the other side may send any of the codecs that we offered. */
    InboundTones(PayloadType agreed) {
        this.agreed = agreed;
    }

    /** The key that begins in this packet, whose payload lies between {@code start} and {@code end}; null if none does. */
    @Nullable
    Key onPacket(ByteBuffer in, int payloadType, int start, int end) {
        Codec.Decoder decoding = decoder(payloadType);
        if (decoding == null || codec == null) {
            return null;
        }
        in.get(start, payload, 0, end - start);
        int count = decoding.decode(payload, 0, end - start, samples, 0);
        int step = codec.sampleRate() / ToneDetector.SAMPLE_RATE;
        for (int i = 0; i < count / step; i++) {
            samples[i] = samples[step * i]; // keys lie far below half the lower rate
        }
        return detector.onSamples(samples, 0, count / step);
    }

    private Codec.@Nullable Decoder decoder(int payloadType) {
        PayloadType type = payloadType == agreed.number() ? agreed : PayloadType.ofStatic(payloadType);
        Codec now = type == null ? null : Codec.of(type);
        if (now != codec) {
            codec = now;
            decoder = now == null ? null : now.decoder();
        }
        return decoder;
    }
}
