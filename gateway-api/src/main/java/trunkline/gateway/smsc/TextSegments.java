package trunkline.gateway.smsc;

import java.util.ArrayList;
import java.util.List;
import trunkline.smpp.segment.ConcatenationHeader;
import trunkline.smpp.segment.DataCoding;
import trunkline.smpp.segment.SegmentEncoder;
import trunkline.smpp.segment.SegmentPlan;

/**
 * How a text is encoded and split, for people.
 *
 * @param coding {@code gsm7} or {@code ucs2}
 * @param dataCoding its octet (SMPP 3.4 §5.2.19)
 * @param unit what the coding counts: septets or UTF-16 code units
 * @param units of the whole text
 * @param capacity units that one segment of this message holds
 * @param segments in order
 * @param problem why it cannot be sent, else empty
 */
public record TextSegments(
        String coding, int dataCoding, String unit, int units, int capacity, List<Segment> segments, String problem) {

    /**
     * One segment.
     *
     * @param number from 1
     * @param units of its text
     * @param octets of short_message, header included
     * @param text its share of the text
     */
    public record Segment(int number, int units, int octets, String text) {}

    /** Explains {@code text}. */
    public static TextSegments of(String text) {
        SegmentPlan plan = SegmentPlan.of(text, ConcatenationHeader.REFERENCE_8_BIT);
        if (!(plan instanceof SegmentPlan.Fits fits)) {
            return new TextSegments("", 0, "", 0, 0, List.of(), SegmentMeter.problem(plan));
        }
        boolean gsm = fits.coding() == DataCoding.GSM_7BIT;
        int capacity = fits.segments() == 1
                ? fits.coding().unitsAlone()
                : fits.coding().unitsBeside(ConcatenationHeader.REFERENCE_8_BIT);
        return new TextSegments(
                gsm ? "gsm7" : "ucs2",
                fits.coding().value(),
                gsm ? "septets" : "units",
                fits.units(),
                capacity,
                split(text, gsm),
                "");
    }

    private static List<Segment> split(String text, boolean gsm) {
        SegmentEncoder encoder = new SegmentEncoder(ConcatenationHeader.REFERENCE_8_BIT);
        encoder.encode(text, 0, new byte[SegmentEncoder.MAX_OCTETS]);
        int header = encoder.hasHeader() ? ConcatenationHeader.REFERENCE_8_BIT.length() : 0;
        List<Segment> segments = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < encoder.segments(); i++) {
            int octets = encoder.length(i);
            int units = gsm ? octets - header : (octets - header) / Character.BYTES;
            int from = at;
            for (int taken = 0; taken < units; at++) {
                taken += gsm ? septets(text.charAt(at)) : 1;
            }
            segments.add(new Segment(i + 1, units, octets, text.substring(from, at)));
        }
        return segments;
    }

    private static int septets(char character) {
        SegmentPlan plan = SegmentPlan.of(String.valueOf(character), ConcatenationHeader.REFERENCE_8_BIT);
        return plan instanceof SegmentPlan.Fits fits ? fits.units() : 1;
    }
}
