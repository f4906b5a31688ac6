package trunkline.media.rtp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.dtmf.Key;
import trunkline.media.dtmf.ToneDetector;
import trunkline.media.hearing.HeardSound;
import trunkline.media.hearing.SoundWatch;

/**
 * Looks for keys, for a voice and for beeps in the audio of the other side: decodes it for that, and for nothing else. Confined
 * to one thread.
 */
final class InboundAudio {

    private static final int PAYLOAD_OCTETS_MAX = InboundPacket.OCTETS_MAX;
    private static final int SAMPLE_RATE = ToneDetector.SAMPLE_RATE;

    private final PayloadType agreed;
    private final @Nullable ToneDetector keys;
    private final @Nullable SoundWatch sounds;
    private final byte[] payload = new byte[PAYLOAD_OCTETS_MAX];
    private final short[] samples = new short[2 * PAYLOAD_OCTETS_MAX];
    private Codec.@Nullable Decoder decoder;
    private @Nullable Codec codec;

    /**
     * Nothing heard yet.
     *
     * @param agreed what we send; the other side may send any of the codecs that we offered
     * @param keys null where keys are not looked for in the audio
     * @param sounds null where nobody asks for a voice
     */
    InboundAudio(PayloadType agreed, @Nullable ToneDetector keys, @Nullable SoundWatch sounds) {
        this.agreed = agreed;
        this.keys = keys;
        this.sounds = sounds;
    }

    /** A packet, whose payload lies between {@code start} and {@code end}. */
    void onPacket(ByteBuffer in, int start, int end, RtpStream stream) {
        Codec.Decoder decoding = decoder(RtpHeader.payloadType(in));
        if (decoding == null || codec == null) {
            return;
        }
        in.get(start, payload, 0, end - start);
        int count = decoding.decode(payload, 0, end - start, samples, 0);
        int step = codec.sampleRate() / SAMPLE_RATE;
        for (int i = 0; i < count / step; i++) {
            samples[i] = samples[step * i]; // what is looked for lies far below half the lower rate
        }
        Key key = keys == null ? null : keys.onSamples(samples, 0, count / step);
        if (key != null) {
            stream.tellKey(key);
        }
        HeardSound sound = sounds == null ? null : sounds.onSamples(samples, 0, count / step);
        if (sound != null) {
            stream.tellSound(sound);
        }
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
