package trunkline.gateway.smsc;

import trunkline.gateway.dispatch.TextMeter;
import trunkline.smpp.segment.ConcatenationHeader;
import trunkline.smpp.segment.SegmentPlan;

/** Counts the segments of a text as the links will cut it. */
public final class SegmentMeter implements TextMeter {

    @Override
    public Size measure(String text) {
        SegmentPlan plan = SegmentPlan.of(text, ConcatenationHeader.REFERENCE_8_BIT);
        if (plan instanceof SegmentPlan.Fits fits) {
            return new Size(fits.segments(), "");
        }
        if (plan instanceof SegmentPlan.NotText notText) {
            return new Size(0, "must be text; character " + (notText.index() + 1) + " is half a surrogate pair");
        }
        return new Size(0, "must fit in " + ConcatenationHeader.MAX_SEGMENTS + " segments; it is longer");
    }
}
