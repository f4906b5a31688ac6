package trunkline.media.source;

import org.jspecify.annotations.Nullable;
import trunkline.media.source.Refusal.Cause;

/**
 * The frames of an MP3 file, one after the other, and nothing else: tags are passed over, anything else is a reason to
 * refuse the file.
 *
 * <pre>
 * ID3v2 | junk | Info frame | frame | frame | ... | frame | zeros | APEv2 | ID3v1
 *                             ^ position                  ^ end of audio
 * </pre>
 *
 * <p>Tolerated, since no audio is lost by it: any tag at either end or where two files were joined, up to
 * {@link #JUNK_MAX} octets before the first frame, zeros after the last, and anything after the last if the encoder's
 * header says that it is the last. Not tolerated: other octets between frames, a frame cut short, fewer frames than the
 * encoder's header promises, a change of sample rate or channels.
 */
final class Mp3Frames {

    static final int JUNK_MAX = 64 << 10;

    private final FileOctets octets;
    private final Mp3Header format;
    private final @Nullable Mp3Info info;
    private final long firstFrame;
    private final long audioEnd;

    private long position;
    private int length;
    private long frames;

    private Mp3Frames(FileOctets octets, Mp3Header format, @Nullable Mp3Info info, long firstFrame, long audioEnd) {
        this.octets = octets;
        this.format = format;
        this.info = info;
        this.firstFrame = firstFrame;
        this.audioEnd = audioEnd;
        this.position = firstFrame;
    }

    /** Finds the first frame; the frames themselves are yet to be walked with {@link #next}. */
    static Mp3Frames find(FileOctets octets) throws RefusedException {
        long afterTags = skipTags(octets, 0);
        long end = Mp3Tags.audioEnd(octets, afterTags);
        long first = findFirst(octets, afterTags, end);
        Mp3Header header = headerAt(octets, first);
        if (header == null) {
            throw notAnMp3(octets, afterTags);
        }
        Mp3Info info = Mp3Info.read(octets, first, header);
        long firstAudio = info == null ? first : first + header.octets();
        return new Mp3Frames(octets, header, info, firstAudio, end);
    }

    Mp3Header format() {
        return format;
    }

    @Nullable
    Mp3Info info() {
        return info;
    }

    /** Goes to the next frame; false at the end of the audio. */
    boolean next() throws RefusedException {
        position = length == 0 ? firstFrame : position + length;
        position = skipTags(octets, position);
        if (position >= audioEnd || isEnd()) {
            return false;
        }
        Mp3Header header = headerAt(octets, position);
        if (header == null || !format.goesWith(header)) {
            throw notAFrame(header);
        }
        if (position + header.octets() > audioEnd) {
            throw broken("the last frame is cut: " + (audioEnd - position) + " of " + header.octets() + " octets");
        }
        length = header.octets();
        frames++;
        return true;
    }

    /** Back to before the first frame. */
    void rewind() {
        length = 0;
        frames = 0;
    }

    /** Where the present frame begins. */
    long position() {
        return position;
    }

    /** Octets of the present frame. */
    int length() {
        return length;
    }

    /** Frames walked so far. */
    long frames() {
        return frames;
    }

    /** Refuses the file for what is at the present position. */
    RefusedException broken(String reason) {
        return new RefusedException(
                Cause.BROKEN, position, "octet " + position + ", after " + time(frames) + " of audio: " + reason);
    }

    /** Whether what remains is not audio by good evidence: all zeros, or more than the encoder said there is. */
    private boolean isEnd() throws RefusedException {
        Mp3Info said = info;
        if (said != null && said.frames() > 0 && frames >= said.frames() && headerAt(octets, position) == null) {
            return true;
        }
        for (long i = position; i < audioEnd; i++) {
            if (octets.at(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private RefusedException notAFrame(@Nullable Mp3Header header) throws RefusedException {
        if (header != null) {
            return broken("changes from " + format.sampleRate() + " Hz, " + format.channels() + " channels to "
                    + header.sampleRate() + " Hz, " + header.channels() + " channels");
        }
        return broken("no MPEG frame follows, but " + (audioEnd - position) + " octets of something else");
    }

    private String time(long frameCount) {
        long millis = frameCount * format.samples() * 1000 / format.sampleRate();
        return "%d:%02d.%03d".formatted(millis / 60_000, millis / 1000 % 60, millis % 1000);
    }

    private static long skipTags(FileOctets octets, long from) throws RefusedException {
        long position = from;
        long after = Mp3Tags.after(octets, position);
        while (after > position) {
            if (after > octets.size()) {
                throw new RefusedException(
                        Cause.BROKEN,
                        position,
                        "octet " + position + ": a tag of " + (after - position)
                                + " octets goes beyond the end of the file of " + octets.size());
            }
            position = after;
            after = Mp3Tags.after(octets, position);
        }
        return position;
    }

    /** The first position from which two frames follow each other, or one fills the file; or {@code from}. */
    private static long findFirst(FileOctets octets, long from, long end) throws RefusedException {
        long last = Math.min(from + JUNK_MAX, end - Mp3Header.LENGTH);
        for (long position = from; position <= last; position++) {
            if (octets.at(position) == 0xFF && isFollowed(octets, position, end)) {
                return position;
            }
        }
        return from;
    }

    private static boolean isFollowed(FileOctets octets, long position, long end) throws RefusedException {
        Mp3Header header = headerAt(octets, position);
        if (header == null) {
            return false;
        }
        long nextPosition = position + header.octets();
        Mp3Header next = headerAt(octets, nextPosition);
        return nextPosition == end || (next != null && header.goesWith(next));
    }

    private static @Nullable Mp3Header headerAt(FileOctets octets, long position) throws RefusedException {
        return Mp3Header.of(octets.intAt(position));
    }

    private static RefusedException notAnMp3(FileOctets octets, long start) throws RefusedException {
        if (Mp3Header.isFreeFormat(octets.intAt(start))) {
            return new RefusedException(
                    Cause.UNSUPPORTED, start, "MP3 of free format: send one with a bit rate of the standard");
        }
        return new RefusedException(
                Cause.UNKNOWN_TYPE,
                start,
                "neither WAV nor MP3: no MPEG frame in " + Math.min(JUNK_MAX, octets.size() - start)
                        + " octets from octet " + start);
    }
}
