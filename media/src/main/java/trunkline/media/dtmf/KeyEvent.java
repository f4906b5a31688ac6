package trunkline.media.dtmf;

import java.nio.ByteBuffer;

/**
 * The payload of a telephone-event packet (RFC 4733 §2.3), written and read in place.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |     event     |E|R| volume    |          duration             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class KeyEvent {

    public static final int LENGTH = 4;
    static final int DURATION_MAX = 0xFFFF;

    private static final int END = 0x80;

    /** −10 dBm0, what telephones use. */
    private static final int VOLUME = 10;

    private KeyEvent() {}

    /** Writes the payload at {@code offset}; {@code duration} in timestamp units, 0 to 65535. */
    public static void write(ByteBuffer packet, int offset, Key key, boolean end, int duration) {
        packet.put(offset, (byte) key.code());
        packet.put(offset + 1, (byte) (end ? END | VOLUME : VOLUME));
        packet.putShort(offset + 2, (short) duration);
    }

    static int code(ByteBuffer packet, int offset) {
        return packet.get(offset) & 0xFF;
    }

    static boolean isEnd(ByteBuffer packet, int offset) {
        return (packet.get(offset + 1) & END) != 0;
    }

    static int duration(ByteBuffer packet, int offset) {
        return packet.getShort(offset + 2) & 0xFFFF;
    }
}
