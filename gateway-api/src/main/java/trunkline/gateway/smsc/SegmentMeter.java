package trunkline.gateway.smsc;

import trunkline.gateway.dispatch.SmsMeter;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.SmsSize;
import trunkline.smpp.segment.ConcatenationHeader;
import trunkline.smpp.segment.DataCoding;
import trunkline.smpp.segment.SegmentPlan;

/** Counts the segments of an SMS as its link will cut it. */
public final class SegmentMeter implements SmsMeter {

    @Override
    public Measured measure(String way, Content.Sms sms, boolean transliterate) {
        if (!(sms instanceof Content.Text text) || sms.options().ports() != null) {
            return new Unfit("must be a text without ports: others are not supported yet");
        }
        SegmentPlan plan = SegmentPlan.of(text.text(), ConcatenationHeader.REFERENCE_8_BIT);
        if (plan instanceof SegmentPlan.Fits fits) {
            return new Fits(
                    sms.with(SmsSize.of(fits.coding() == DataCoding.GSM_7BIT ? "gsm7" : "ucs2", fits.segments())));
        }
        return new Unfit(problem(plan));
    }

    /** The rule that a text breaks which is not {@link SegmentPlan.Fits}. */
    static String problem(SegmentPlan plan) {
        return plan instanceof SegmentPlan.NotText notText
                ? "must be text; character " + (notText.index() + 1) + " is half a surrogate pair"
                : "must fit in " + ConcatenationHeader.MAX_SEGMENTS + " segments; it is longer";
    }
}
