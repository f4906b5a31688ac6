package trunkline.media.codec;

import org.jspecify.annotations.Nullable;

/** The codecs a prompt is kept in. Each octet of these stands for one sample, so that any ptime is cut from one run. */
public enum Codec {
    PCMU {
        @Override
        public void encode(short[] samples, int from, int count, byte[] out, int offset) {
            MuLaw.encode(samples, from, count, out, offset);
        }

        @Override
        public void decode(byte[] octets, int from, int count, short[] out, int offset) {
            MuLaw.decode(octets, from, count, out, offset);
        }
    },
    PCMA {
        @Override
        public void encode(short[] samples, int from, int count, byte[] out, int offset) {
            ALaw.encode(samples, from, count, out, offset);
        }

        @Override
        public void decode(byte[] octets, int from, int count, short[] out, int offset) {
            ALaw.decode(octets, from, count, out, offset);
        }
    };

    /** The codec of a payload type that a session agreed on, or null if prompts are not kept in it. */
    public static @Nullable Codec of(PayloadType agreed) {
        for (Codec codec : values()) {
            if (codec.payloadType().sameFormat(agreed)) {
                return codec;
            }
        }
        return null;
    }

    /** The payload type as RFC 3551 numbers it. */
    public PayloadType payloadType() {
        return switch (this) {
            case PCMU -> PayloadType.PCMU;
            case PCMA -> PayloadType.PCMA;
        };
    }

    /** Samples per second that {@link #encode} takes. */
    public int sampleRate() {
        return 8000;
    }

    /** Payload octets per millisecond of audio. */
    public int octetsPerMilli() {
        return 8;
    }

    /** Encodes {@code count} samples into {@code out} from {@code offset}; takes {@code count} octets there. */
    public abstract void encode(short[] samples, int from, int count, byte[] out, int offset);

    /** Decodes {@code count} octets into {@code out} from {@code offset}; takes {@code count} samples there. */
    public abstract void decode(byte[] octets, int from, int count, short[] out, int offset);
}
