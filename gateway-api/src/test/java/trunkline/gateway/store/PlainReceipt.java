package trunkline.gateway.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SegmentState;

/** A receipt whose octets are its keys and its state, and that speaks of the first segment it is shown. */
public final class PlainReceipt implements ReceiptReading {

    /** What became of each receipt that was read: {@code matched}, {@code unmatched}. */
    public static final class Reader implements ReceiptReading.Reader {

        private final List<String> told = new ArrayList<>();

        @Override
        public ReceiptReading read(String way, int bind, byte[] pdu) {
            String[] parts = new String(pdu, StandardCharsets.US_ASCII).split(" ", -1);
            List<String> keys = List.of(parts).subList(1, parts.length);
            return new PlainReceipt(keys, SegmentState.valueOf(parts[0]), bind, told);
        }

        public List<String> told() {
            return told;
        }
    }

    private final List<String> keys;
    private final SegmentState state;
    private final int bind;
    private final List<String> told;

    private PlainReceipt(List<String> keys, SegmentState state, int bind, List<String> told) {
        this.keys = keys;
        this.state = state;
        this.bind = bind;
        this.told = told;
    }

    /** One that says {@code state} of the segment noted under the first of {@code keys} that is known. */
    public static PlainReceipt of(SegmentState state, String... keys) {
        return new PlainReceipt(List.of(keys), state, 1, new ArrayList<>());
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public SegmentState state() {
        return state;
    }

    @Override
    public String recipient() {
        return "+46736265449";
    }

    @Override
    public int bind() {
        return bind;
    }

    @Override
    public byte[] pdu() {
        return (state + " " + String.join(" ", keys)).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public @Nullable NotedSegment choose(List<NotedSegment> segments, boolean mayWait) {
        return segments.get(0).responseId().startsWith("doubtful") && mayWait ? null : segments.get(0);
    }

    @Override
    public void matched() {
        told.add("matched");
    }

    @Override
    public void unmatched() {
        told.add("unmatched");
    }
}
