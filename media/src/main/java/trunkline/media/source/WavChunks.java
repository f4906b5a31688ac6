package trunkline.media.source;

import trunkline.media.source.Refusal.Cause;

/**
 * Where a WAV file's samples are and what they are, by its chunks (RIFF; Microsoft's WAVEFORMATEX and EXTENSIBLE).
 *
 * <pre>
 * "RIFF" size "WAVE" | "fmt " size  tag channels rate octets/s align bits ... | ... | "data" size  samples
 * </pre>
 *
 * @param dataStart position of the first sample
 * @param samples of each channel
 */
record WavChunks(String name, PcmOctets pcm, int sampleRate, long dataStart, long samples) {

    private static final int CHANNELS_MAX = 8;
    private static final int CHUNKS_MAX = 1000;
    private static final int CHUNK_HEADER = 8;

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    /** Programs that write to a pipe do not know the size yet, and leave one near either maximum. */
    private static final long SIZE_UNKNOWN_FROM = 0x7FFF_0000L;

    static WavChunks read(FileOctets octets) throws RefusedException {
        if (!octets.isAt(0, "RIFF") || !octets.isAt(8, "WAVE")) {
            throw new RefusedException(Cause.UNSUPPORTED, 0, "a RIFX, RF64 or other RIFF file: send a plain WAV");
        }
        long format = -1;
        long position = 12;
        for (int i = 0; i < CHUNKS_MAX && position + CHUNK_HEADER <= octets.size(); i++) {
            long size = octets.littleIntAt(position + 4);
            if (octets.isAt(position, "data")) {
                return withData(octets, format, position, size);
            }
            if (octets.isAt(position, "fmt ")) {
                format = position;
            }
            position += CHUNK_HEADER + size + (size & 1);
        }
        throw broken(Math.min(position, octets.size()), "a WAV without a data chunk");
    }

    private static WavChunks withData(FileOctets octets, long format, long data, long size) throws RefusedException {
        if (format < 0) {
            throw broken(data, "a WAV whose data comes before its format");
        }
        PcmOctets pcm = pcm(octets, format);
        long start = data + CHUNK_HEADER;
        long there = octets.size() - start;
        long said = size >= SIZE_UNKNOWN_FROM ? there : size;
        if (said > there) {
            throw broken(
                    octets.size(),
                    "the file ends, " + said + " octets of samples were promised, " + there + " are there");
        }
        int sampleRate = (int) Math.min(octets.littleIntAt(format + 12), Integer.MAX_VALUE);
        return new WavChunks(name(pcm), pcm, sampleRate, start, said / pcm.octetsPerSample());
    }

    private static PcmOctets pcm(FileOctets octets, long format) throws RefusedException {
        int tag = octets.littleShortAt(format + 8);
        if (tag == EXTENSIBLE) {
            tag = octets.littleShortAt(format + 32);
        }
        int channels = octets.littleShortAt(format + 10);
        int align = octets.littleShortAt(format + 20);
        int bits = octets.littleShortAt(format + 22);
        if (channels < 1 || channels > CHANNELS_MAX) {
            throw unsupported(format, channels + " channels: must be 1 to " + CHANNELS_MAX);
        }
        if (align != channels * ((bits + 7) / 8)) {
            throw broken(format + 20, align + " octets for " + channels + " channels of " + bits + " bits");
        }
        return new PcmOctets(encoding(format, tag, bits), channels, bits / 8);
    }

    private static PcmOctets.Encoding encoding(long format, int tag, int bits) throws RefusedException {
        if (tag == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32)) {
            return PcmOctets.Encoding.INTEGER;
        }
        if (tag == FLOAT && (bits == 32 || bits == 64)) {
            return PcmOctets.Encoding.FLOAT;
        }
        if (tag == A_LAW && bits == 8) {
            return PcmOctets.Encoding.A_LAW;
        }
        if (tag == MU_LAW && bits == 8) {
            return PcmOctets.Encoding.MU_LAW;
        }
        throw unsupported(
                format,
                "WAV format " + tag + " of " + bits + " bits: send PCM of 8, 16, 24 or 32 bits, float, A-law or µ-law");
    }

    private static String name(PcmOctets pcm) {
        int bits = 8 * pcm.octetsPerChannel();
        return switch (pcm.encoding()) {
            case INTEGER -> "WAV PCM " + bits;
            case FLOAT -> "WAV float " + bits;
            case A_LAW -> "WAV A-law";
            case MU_LAW -> "WAV µ-law";
        };
    }

    private static RefusedException unsupported(long position, String what) {
        return new RefusedException(Cause.UNSUPPORTED, position, what);
    }

    private static RefusedException broken(long position, String what) {
        return new RefusedException(Cause.BROKEN, position, "octet " + position + ": " + what);
    }
}
