package trunkline.smpp.simulator;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.address.Address;

/**
 * Puts messages together from their segments, in whatever order these come; a segment that comes twice counts once.
 *
 * <p>At most {@link #CAPACITY} messages wait for segments; one more, and the oldest is given up. Confined to the loop.
 */
final class Reassembly {

    static final int CAPACITY = 1_000;

    private record Key(Address from, Address to, int reference, int total) {}

    private static final class Parts {
        private final byte[] @Nullable [] texts;
        private int missing;

        Parts(int total) {
            texts = new byte[total][];
            missing = total;
        }

        void put(int sequence, byte[] text) {
            if (texts[sequence - 1] == null) {
                texts[sequence - 1] = text;
                missing--;
            }
        }
    }

    private final LinkedHashMap<Key, Parts> waiting = new LinkedHashMap<>();

    /** The octets of the whole message, if {@code segment} makes it whole; else null. */
    byte @Nullable [] add(Address from, Address to, Segment segment) {
        if (segment.total() == 1) {
            return segment.text();
        }
        var key = new Key(from, to, segment.reference(), segment.total());
        Parts parts = waiting.computeIfAbsent(key, ignored -> new Parts(segment.total()));
        parts.put(segment.sequence(), segment.text());
        if (parts.missing == 0) {
            waiting.remove(key);
            return join(parts);
        }
        if (waiting.size() > CAPACITY) {
            Iterator<Key> oldest = waiting.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return null;
    }

    private static byte[] join(Parts parts) {
        var whole = new ByteArrayOutputStream();
        List<byte[]> texts = new ArrayList<>();
        for (byte[] text : parts.texts) {
            if (text != null) {
                texts.add(text);
            }
        }
        texts.forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
