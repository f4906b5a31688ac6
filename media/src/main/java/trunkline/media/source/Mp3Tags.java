package trunkline.media.source;

/**
 * The tags around MPEG audio, which are not audio: ID3v2 before it, ID3v1, APEv2 and Lyrics3v2 behind it.
 *
 * <p>Only their lengths are read, in steps that never go outside the file; what a tag says inside is never looked at nor
 * kept, however large it is.
 */
final class Mp3Tags {

    private static final int ID3V1 = 128;
    private static final int ID3V2_HEADER = 10;
    private static final int ID3V2_FOOTER_FLAG = 0x10;
    private static final int APE_HEADER = 32;
    private static final int LYRICS_TAIL = 15;

    private Mp3Tags() {}

    /**
     * The position after the tag that begins at {@code position}, which may lie beyond the end of the file; or
     * {@code position} itself if no tag begins there.
     */
    static long after(FileOctets octets, long position) throws RefusedException {
        if (octets.isAt(position, "ID3") && isSyncSafe(octets, position + 6)) {
            int footer = (octets.at(position + 5) & ID3V2_FOOTER_FLAG) == 0 ? 0 : ID3V2_HEADER;
            return position + ID3V2_HEADER + syncSafe(octets, position + 6) + footer;
        }
        if (octets.isAt(position, "APETAGEX")) {
            return position + APE_HEADER + octets.littleIntAt(position + 12);
        }
        return octets.isAt(position, "TAG") ? position + ID3V1 : position;
    }

    /** The position where the audio ends: before the tags at the end of the file, but not before {@code start}. */
    static long audioEnd(FileOctets octets, long start) throws RefusedException {
        long end = octets.size();
        long before = beforeTag(octets, end);
        while (before >= start && before < end) {
            end = before;
            before = beforeTag(octets, end);
        }
        return end;
    }

    /** The position before the tag that ends at {@code end}, or {@code end} if none does. */
    private static long beforeTag(FileOctets octets, long end) throws RefusedException {
        if (octets.isAt(end - ID3V1, "TAG")) {
            return end - ID3V1;
        }
        if (octets.isAt(end - APE_HEADER, "APETAGEX")) {
            long sizeWithFooter = octets.littleIntAt(end - 20);
            boolean hasHeader = octets.littleIntAt(end - 12) >>> 31 == 1;
            return end - sizeWithFooter - (hasHeader ? APE_HEADER : 0);
        }
        if (octets.isAt(end - 9, "LYRICS200")) {
            return end - LYRICS_TAIL - decimal(octets, end - LYRICS_TAIL, 6);
        }
        if (octets.isAt(end - ID3V2_HEADER, "3DI") && isSyncSafe(octets, end - 4)) {
            return end - 2 * ID3V2_HEADER - syncSafe(octets, end - 4);
        }
        return end;
    }

    private static boolean isSyncSafe(FileOctets octets, long position) throws RefusedException {
        return (octets.intAt(position) & 0x8080_8080) == 0;
    }

    /** Seven bits an octet (ID3v2.4 §6.2). */
    private static int syncSafe(FileOctets octets, long position) throws RefusedException {
        return octets.at(position) << 21
                | octets.at(position + 1) << 14
                | octets.at(position + 2) << 7
                | octets.at(position + 3);
    }

    private static long decimal(FileOctets octets, long position, int digits) throws RefusedException {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = octets.at(position + i) - '0';
            value = digit < 0 || digit > 9 ? 0 : value * 10 + digit;
        }
        return value;
    }
}
