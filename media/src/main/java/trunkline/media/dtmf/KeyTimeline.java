package trunkline.media.dtmf;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What to send for a row of keys, one packet's time after the other (RFC 4733 §2.5.1.2 to §2.5.1.4).
 *
 * <pre>
 * time      | 20 ms | 20 ms | ... |  end  |  end  |  end  |  gap  | ...
 * timestamp |   t   |   t   |     |   t   |   t   |   t   |  nothing
 * duration  |  160  |  320  |     |  800  |  800  |  800  |
 * marker    |   M   |
 * </pre>
 *
 * <p>The last packet is sent three times, since the key counts as held until one of them arrives.
 */
public final class KeyTimeline {

    /** Keys that may wait; more are not taken. */
    public static final int WAITING_MAX = 64;

    private static final int HELD_MILLIS = 100;
    private static final int GAP_MILLIS = 80;
    private static final int ENDS = 3;

    private final Deque<Key> waiting = new ArrayDeque<>();
    private int step;
    private int heldPackets;
    private int packets;

    /** Puts a key behind those that wait; false if there are too many. */
    public boolean add(Key key) {
        return waiting.size() < WAITING_MAX && waiting.add(key);
    }

    /** Whether there is anything to do before audio goes on. */
    public boolean isBusy() {
        return !waiting.isEmpty();
    }

    /** Begins the time of the next packet, of {@code ptimeMillis}; call while {@link #isBusy}. */
    public void next(int ptimeMillis) {
        if (step == 0) {
            heldPackets = Math.max(1, (HELD_MILLIS + ptimeMillis - 1) / ptimeMillis);
            packets = heldPackets + ENDS - 1 + (GAP_MILLIS + ptimeMillis - 1) / ptimeMillis;
        }
        step++;
    }

    /** Whether a packet is sent in this time; else it belongs to the gap. */
    public boolean isSending() {
        return step < heldPackets + ENDS;
    }

    /** Whether it is the first of its key: it has the marker, and its time stays that of all. */
    public boolean isFirst() {
        return step == 1;
    }

    public Key key() {
        return waiting.element();
    }

    public boolean isEnd() {
        return step >= heldPackets;
    }

    /** How long the key has been held by the end of this time, in units of {@code samplesPerPacket}. */
    public int duration(int samplesPerPacket) {
        return Math.min(Math.min(step, heldPackets) * samplesPerPacket, KeyEvent.DURATION_MAX);
    }

    /** Ends the time of this packet. */
    public void done() {
        if (step == packets) {
            step = 0;
            waiting.remove();
        }
    }
}
