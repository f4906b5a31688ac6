package trunkline.media.source;

/** What a file is by its first octets. What has no mark of its own is tried as MP3, which needs none. */
enum FileType {
    EMPTY,
    WAV,
    MP3,
    OGG,
    FLAC,
    MP4,
    AIFF;

    static FileType of(FileOctets octets) throws RefusedException {
        if (octets.size() == 0) {
            return EMPTY;
        }
        if (octets.isAt(0, "RIFF") || octets.isAt(0, "RIFX") || octets.isAt(0, "RF64")) {
            return WAV;
        }
        if (octets.isAt(0, "OggS")) {
            return OGG;
        }
        if (octets.isAt(0, "fLaC")) {
            return FLAC;
        }
        if (octets.isAt(4, "ftyp")) {
            return MP4;
        }
        return octets.isAt(0, "FORM") ? AIFF : MP3;
    }
}
