package trunkline.media.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * The frames of an MP3 file as the one thing the decoder gets to see: no tag, no junk, and an end.
 *
 * <p>Its errors are unchecked, since the decoder's thread of execution is ours and JLayer swallows every
 * {@link IOException} to try again, for ever.
 */
final class Mp3FrameStream extends InputStream {

    private final FileOctets octets;
    private final Mp3Frames frames;
    private final Deadline deadline;
    private int used;
    private boolean atEnd;

    Mp3FrameStream(FileOctets octets, Mp3Frames frames, Deadline deadline) {
        this.octets = octets;
        this.frames = frames;
        this.deadline = deadline;
    }

    /** Carries a refusal through the decoder. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final RefusedException refusal;

        Refused(RefusedException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        RefusedException refusal() {
            return refusal;
        }
    }

    /** All frames have been read to their last octet. */
    boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] out, int offset, int length) {
        try {
            if (length == 0) {
                return 0;
            }
            if (used == frames.length() && !nextFrame()) {
                return -1;
            }
            int wanted = Math.min(length, frames.length() - used);
            int there = octets.read(frames.position() + used, out, offset, wanted);
            used += there;
            return there;
        } catch (RefusedException e) {
            throw new Refused(e);
        }
    }

    private boolean nextFrame() throws RefusedException {
        deadline.check(frames.position());
        used = 0;
        atEnd = atEnd || !frames.next();
        return !atEnd;
    }
}
