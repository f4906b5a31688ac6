package trunkline.media.codec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An RTP payload type as one session uses it: the number in the header and what the session's SDP says it means.
 *
 * @param number 0 to 127; 96 to 127 mean what the SDP says (RFC 3551 §6)
 * @param encoding encoding name as registered, such as {@code PCMU}; compared without regard to case (RFC 4855 §3)
 * @param clockRate RTP timestamp units per second
 */
public record PayloadType(int number, String encoding, int clockRate) {

    public static final PayloadType PCMU = new PayloadType(0, "PCMU", 8000);
    public static final PayloadType PCMA = new PayloadType(8, "PCMA", 8000);

    /** Samples 16,000 a second, but its RTP clock is 8,000: an error of RFC 1890 that was kept (RFC 3551 §4.5.2). */
    public static final PayloadType G722 = new PayloadType(9, "G722", 8000);

    public static final int NUMBER_MAX = 127;

    private static final String TELEPHONE_EVENT = "telephone-event";

    public PayloadType {
        if (number < 0 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("payload type '" + number + "': must be 0 to 127");
        }
        if (clockRate < 1) {
            throw new IllegalArgumentException("clock rate '" + clockRate + "': must be positive");
        }
    }

    /** Key presses beside the audio (RFC 4733 §2), at the audio's clock rate. */
    public static PayloadType telephoneEvent(int number) {
        return new PayloadType(number, TELEPHONE_EVENT, 8000);
    }

    /** What {@code number} means where no SDP line says so (RFC 3551 table 4), if it is one of those used here. */
    public static @Nullable PayloadType ofStatic(int number) {
        return switch (number) {
            case 0 -> PCMU;
            case 8 -> PCMA;
            case 9 -> G722;
            default -> null;
        };
    }

    public boolean isTelephoneEvent() {
        return isEncoding(TELEPHONE_EVENT);
    }

    /** The same encoding at the same clock rate; the number may differ. */
    public boolean sameFormat(PayloadType other) {
        return isEncoding(other.encoding) && clockRate == other.clockRate;
    }

    private boolean isEncoding(String name) {
        return encoding.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }
}
