package trunkline.media.codec;

import org.jspecify.annotations.Nullable;

/** The codecs a prompt is kept in. Each octet of these stands for the same time, so that any ptime is cut from one run. */
public enum Codec {
    PCMU(8000, 0) {
        @Override
        public Encoder encoder() {
            return MuLaw::encode;
        }

        @Override
        public Decoder decoder() {
            return MuLaw::decode;
        }
    },
    PCMA(8000, 0) {
        @Override
        public Encoder encoder() {
            return ALaw::encode;
        }

        @Override
        public Decoder decoder() {
            return ALaw::decode;
        }
    },
    G722(16_000, 22) {
        @Override
        public Encoder encoder() {
            return new G722Encoder();
        }

        @Override
        public Decoder decoder() {
            return new G722Decoder();
        }
    };

    private static final int OCTETS_PER_MILLI = 8;

    private final int sampleRate;
    private final int delaySamples;

    Codec(int sampleRate, int delaySamples) {
        this.sampleRate = sampleRate;
        this.delaySamples = delaySamples;
    }

    /** Turns one run of samples into octets, block after block. Confined to one thread. */
    public interface Encoder {
        /**
         * Encodes {@code count} samples, whole octets of them, into {@code out} from {@code offset}; gives how many octets
         * that took.
         */
        int encode(short[] samples, int from, int count, byte[] out, int offset);
    }

    /** Turns octets back into samples, block after block. Confined to one thread. */
    public interface Decoder {
        /** Decodes {@code count} octets into {@code out} from {@code offset}; gives how many samples there are. */
        int decode(byte[] octets, int from, int count, short[] out, int offset);
    }

    /** The codec of a payload type that a session agreed on, or null if prompts are not kept in it. */
    public static @Nullable Codec of(PayloadType agreed) {
        for (Codec codec : values()) {
            if (codec.payloadType().sameFormat(agreed)) {
                return codec;
            }
        }
        return null;
    }

    /** An encoder at the beginning of a run. */
    public abstract Encoder encoder();

    /** A decoder at the beginning of a run. */
    public abstract Decoder decoder();

    /** The payload type as RFC 3551 numbers it. */
    public PayloadType payloadType() {
        return switch (this) {
            case PCMU -> PayloadType.PCMU;
            case PCMA -> PayloadType.PCMA;
            case G722 -> PayloadType.G722;
        };
    }

    /** Samples per second that it encodes. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Payload octets per millisecond of audio. */
    public int octetsPerMilli() {
        return OCTETS_PER_MILLI;
    }

    /** Samples in one octet. */
    public int samplesPerOctet() {
        return sampleRate / 1000 / OCTETS_PER_MILLI;
    }

    /** Samples by which what is decoded is behind what was encoded. */
    public int delaySamples() {
        return delaySamples;
    }
}
