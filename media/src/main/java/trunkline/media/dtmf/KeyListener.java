package trunkline.media.dtmf;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the event packets of one source one key press each, told with its first packet that arrives: the packets of a
 * press have one timestamp, whichever of them are lost or come twice (RFC 4733 §2.5.2).
 *
 * <p>A press that lasts longer than its duration can say goes on under another timestamp, which is the old one plus that
 * duration (§2.5.1.3): it is no press of its own.
 */
public final class KeyListener {

    /** A timestamp this far behind the last is late, not new: two seconds at 8 kHz. */
    private static final int LATE_MAX = 16_000;

    private boolean started;
    private int lastTimestamp;
    private int lastCode;
    private int lastDuration;
    private boolean ended;

    /**
     * Takes the payload between {@code offset} and {@code end}; gives the key if it is a press that was not told yet.
     *
     * @param timestamp of the packet
     */
    public @Nullable Key onPacket(ByteBuffer packet, int offset, int end, int timestamp) {
        if (end - offset < KeyEvent.LENGTH) {
            return null;
        }
        int code = KeyEvent.code(packet, offset);
        int duration = KeyEvent.duration(packet, offset);
        boolean isEnd = KeyEvent.isEnd(packet, offset);
        int step = timestamp - lastTimestamp;
        boolean late = started && step < 0 && step > -LATE_MAX;
        boolean same = started && step == 0;
        boolean continued = started && !ended && code == lastCode && step > 0 && step == lastDuration;
        if (late) {
            return null;
        }
        ended = same ? ended || isEnd : isEnd;
        lastDuration = same ? Math.max(lastDuration, duration) : duration;
        started = true;
        lastTimestamp = timestamp;
        lastCode = code;
        return same || continued ? null : Key.ofCode(code);
    }
}
