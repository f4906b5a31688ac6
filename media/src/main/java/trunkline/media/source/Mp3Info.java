package trunkline.media.source;

import org.jspecify.annotations.Nullable;

/**
 * What an encoder wrote into a first frame without audio: the Xing or Info header with LAME's extension, or Fraunhofer's
 * VBRI.
 *
 * @param frames of audio in the stream, without this one; −1 if not said
 * @param delay samples that the encoder put before the first real one
 * @param padding samples that it put behind the last
 */
record Mp3Info(int frames, int delay, int padding) {

    private static final int VBRI_OFFSET = Mp3Header.LENGTH + 32;
    private static final int LAME_DELAY_OFFSET = 21;

    /** The header in the frame at {@code position}, or null if it is a frame of audio. */
    static @Nullable Mp3Info read(FileOctets octets, long position, Mp3Header header) throws RefusedException {
        long xing = position + Mp3Header.LENGTH + header.sideInfoOctets();
        if (octets.isAt(xing, "Xing") || octets.isAt(xing, "Info")) {
            return readXing(octets, xing, position + header.octets());
        }
        if (octets.isAt(position + VBRI_OFFSET, "VBRI")) {
            return new Mp3Info(octets.intAt(position + VBRI_OFFSET + 14), 0, 0);
        }
        return null;
    }

    /** Flags say which of frames, octets, table of contents and quality follow; behind them is LAME's part. */
    private static Mp3Info readXing(FileOctets octets, long xing, long frameEnd) throws RefusedException {
        int flags = octets.intAt(xing + 4);
        int frames = (flags & 1) == 0 ? -1 : octets.intAt(xing + 8);
        long lame = xing + 8 + 4L * (flags & 1) + 2L * (flags & 2) + 25L * (flags & 4) + (flags & 8) / 2;
        boolean hasDelay = isEncoderName(octets, lame) && lame + LAME_DELAY_OFFSET + 3 <= frameEnd;
        if (!hasDelay) {
            return new Mp3Info(frames, 0, 0);
        }
        int delayAndPadding = octets.intAt(lame + LAME_DELAY_OFFSET) >>> 8;
        return new Mp3Info(frames, delayAndPadding >>> 12, delayAndPadding & 0xFFF);
    }

    private static boolean isEncoderName(FileOctets octets, long position) throws RefusedException {
        return octets.isAt(position, "LAME") || octets.isAt(position, "Lav") || octets.isAt(position, "GOGO");
    }
}
