package trunkline.media.source;

/**
 * Why a file cannot become a prompt.
 *
 * @param octet where in the file it was seen; 0 if it concerns the whole of it
 * @param reason what was found and what the rule is, for the person who sent the file
 */
public record Refusal(Cause cause, long octet, String reason) {

    /** The kinds of refusal: one vocabulary for API, metrics and logs. */
    public enum Cause {
        /** The file cannot be read from disk. */
        UNREADABLE,
        /** Neither MP3 nor WAV, by its content. */
        UNKNOWN_TYPE,
        /** MP3 or WAV of a kind that is not decoded here. */
        UNSUPPORTED,
        /** Cut, garbled, or not what its headers say. */
        BROKEN,
        /** No audio in it, or none but silence. */
        EMPTY,
        /** More octets than {@link SourceLimits#octets}. */
        TOO_LARGE,
        /** More audio than {@link SourceLimits#audio}. */
        TOO_LONG,
        /** Decoding took longer than {@link SourceLimits#decoding}. */
        TOO_SLOW,
        /** More samples than {@link SourceLimits#memoryOctets} holds. */
        TOO_MUCH_MEMORY
    }
}
