package trunkline.media.source;

import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import trunkline.media.source.Refusal.Cause;

/**
 * An MP3 file, decoded by mp3spi through javax.sound, a frame at a time.
 *
 * <p>mp3spi says nothing of a frame that it could not decode: it gives no samples for it. So each read is of exactly one
 * frame, and one that gives nothing in the middle of the audio refuses the file. The first frames of a file that was cut
 * out of a longer one may lack the bits that earlier frames kept for them; those are left out, as every decoder does.
 */
final class Mp3Source implements AudioSource {

    /** Samples by which a decoder is behind its input (ISO/IEC 11172-3 polyphase and hybrid filter banks). */
    private static final int DECODER_DELAY = 529;

    /** Frames that may lack their beginning: 511 octets at the smallest frame of MPEG 2.5, 24 octets. */
    private static final int HEADLESS_MAX = 22;

    private static final int NOTHING_READ_MAX = 4;

    private final FileOctets octets;
    private final Mp3Frames frames;
    private final Mp3FrameStream input;
    private final AudioInputStream decoded;
    private final SourceFormat format;
    private final Deadline deadline;
    private final PcmOctets pcm;
    private final byte[] block;
    private final long samplesInFile;

    private long skip;
    private long left;
    private long decodedSamples;
    private int headless;

    private Mp3Source(FileOctets octets, Mp3Frames frames, SourceFormat format, long skip, Deadline deadline) {
        this.octets = octets;
        this.frames = frames;
        this.format = format;
        this.deadline = deadline;
        this.samplesInFile = frames.frames() * frames.format().samples();
        this.skip = skip;
        this.left = format.samples();
        frames.rewind();
        this.input = new Mp3FrameStream(octets, frames, deadline);
        this.pcm = PcmOctets.signed16(format.channels());
        this.block = new byte[frames.format().samples() * pcm.octetsPerSample()];
        this.decoded = decode(input, format);
    }

    static Mp3Source open(FileOctets octets, SourceLimits limits, Deadline deadline) throws RefusedException {
        Mp3Frames frames = Mp3Frames.find(octets);
        Mp3Header header = frames.format();
        long framesMax = limits.audio().toMillis() * header.sampleRate() / 1000 / header.samples() + 1;
        while (frames.next()) {
            if (frames.frames() > framesMax) {
                throw new RefusedException(
                        Cause.TOO_LONG,
                        frames.position(),
                        "more than " + limits.audio().toSeconds() + " s of audio");
            }
        }
        Mp3Info info = frames.info();
        if (frames.frames() == 0) {
            throw new RefusedException(Cause.EMPTY, 0, "an MP3 without a frame of audio");
        }
        if (info != null && frames.frames() < info.frames() - 1) {
            throw frames.broken(
                    "the file ends, " + info.frames() + " frames were promised, " + frames.frames() + " are there");
        }
        long samples = frames.frames() * header.samples();
        long skip = 0;
        if (info != null && info.delay() + info.padding() > 0) {
            skip = Math.min(info.delay() + DECODER_DELAY, samples);
            samples = Math.max(0, Math.min(samples - info.delay() - info.padding(), samples - skip));
        }
        var format = new SourceFormat("MP3", header.sampleRate(), header.channels(), samples);
        return new Mp3Source(octets, frames, format, skip, deadline);
    }

    @Override
    public SourceFormat format() {
        return format;
    }

    @Override
    public int blockSamples() {
        return frames.format().samples();
    }

    @Override
    public int read(float[] out) throws RefusedException {
        while (left > 0) {
            int samples = decodeFrame(out);
            if (samples < 0) {
                return -1;
            }
            int dropped = (int) Math.min(skip, samples);
            int kept = (int) Math.min(samples - dropped, left);
            skip -= dropped;
            left -= kept;
            if (kept > 0) {
                System.arraycopy(out, dropped, out, 0, kept);
                return kept;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }

    /** Decodes the next frame that gives samples; −1 at the end, which is checked to be the end of all of them. */
    private int decodeFrame(float[] out) throws RefusedException {
        int nothing = 0;
        long positionBefore = -1;
        while (true) {
            deadline.check(frames.position());
            int length = readBlock();
            if (length > 0) {
                int samples = length / pcm.octetsPerSample();
                pcm.mix(block, samples, out);
                decodedSamples += samples;
                return samples;
            }
            if (length < 0) {
                checkAllDecoded();
                return -1;
            }
            if (!input.isAtEnd()) {
                onNothingDecoded();
            }
            nothing = frames.position() == positionBefore ? nothing + 1 : 0;
            positionBefore = frames.position();
            if (nothing > NOTHING_READ_MAX) {
                throw frames.broken("cannot be decoded");
            }
        }
    }

    private int readBlock() throws RefusedException {
        try {
            return decoded.read(block);
        } catch (Mp3FrameStream.Refused e) {
            throw e.refusal();
        } catch (IOException | RuntimeException e) {
            // JLayer finds broken frames by running out of its arrays
            throw frames.broken("cannot be decoded (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void onNothingDecoded() throws RefusedException {
        headless++;
        if (decodedSamples > 0 || headless > HEADLESS_MAX) {
            throw frames.broken("a frame cannot be decoded");
        }
    }

    private void checkAllDecoded() throws RefusedException {
        long missing = samplesInFile - decodedSamples - (long) headless * blockSamples();
        if (missing > 0) {
            throw frames.broken(missing + " samples at the end cannot be decoded");
        }
    }

    /** "MP3" with any rate is what mp3spi takes; asking it to look at the file itself would have it read tags whole. */
    private static AudioInputStream decode(Mp3FrameStream input, SourceFormat format) {
        int unknown = AudioSystem.NOT_SPECIFIED;
        var encoded = new AudioFormat(
                new AudioFormat.Encoding("MP3"),
                format.sampleRate(),
                unknown,
                format.channels(),
                unknown,
                unknown,
                false);
        var target = new AudioFormat(format.sampleRate(), 16, format.channels(), true, false);
        return AudioSystem.getAudioInputStream(target, new AudioInputStream(input, encoded, unknown));
    }
}
