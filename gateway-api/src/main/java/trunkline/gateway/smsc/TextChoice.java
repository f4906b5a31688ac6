package trunkline.gateway.smsc;

import java.util.List;
import trunkline.gateway.message.SmsSize.Replacement;
import trunkline.gateway.message.Transliterate;
import trunkline.smpp.segment.ApplicationPorts;
import trunkline.smpp.segment.DataCoding;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.SegmentPlan;
import trunkline.smpp.segment.SegmentPlan.Fits;
import trunkline.smpp.segment.SegmentPlan.NotText;
import trunkline.smpp.segment.TextCoding;
import trunkline.smpp.segment.Transliteration;
import trunkline.smpp.segment.Transliteration.Extent;

/**
 * A text as it is to be sent: itself, or transliterated where that makes septets of it, or fewer segments.
 *
 * @param text to be sent
 * @param plan what it takes
 * @param replaced what was replaced to get it
 */
record TextChoice(String text, SegmentPlan plan, List<Replacement> replaced) {

    static TextChoice of(String text, EncodingSettings settings, ApplicationPorts ports, Transliterate transliterate) {
        SegmentPlan plan = SegmentPlan.of(text, settings, ports);
        TextChoice unchanged = new TextChoice(text, plan, List.of());
        if (transliterate == Transliterate.NONE || plan instanceof NotText || isPlain(plan)) {
            return unchanged;
        }
        TextChoice changed = transliterated(text, settings, ports, extent(transliterate));
        return changed.isBetterThan(plan) ? changed : unchanged;
    }

    /** Whether there is nothing in the text that could be replaced. */
    private static boolean isPlain(SegmentPlan plan) {
        return plan instanceof Fits fits && fits.coding().equals(TextCoding.GSM_7BIT);
    }

    static TextChoice transliterated(String text, EncodingSettings settings, ApplicationPorts ports, Extent extent) {
        Transliteration result = Transliteration.of(text, extent);
        return new TextChoice(
                result.text(),
                SegmentPlan.of(result.text(), settings, ports),
                result.replaced().stream()
                        .map(one -> new Replacement(one.character(), one.by(), one.count()))
                        .toList());
    }

    private static Extent extent(Transliterate transliterate) {
        return transliterate == Transliterate.SMART ? Extent.SAME_MEANING : Extent.NEAREST_LETTER;
    }

    private boolean isBetterThan(SegmentPlan other) {
        if (replaced.isEmpty() || !(plan instanceof Fits fits) || fits.coding().dataCoding() == DataCoding.UCS2) {
            return false;
        }
        return !(other instanceof Fits otherFits)
                || otherFits.coding().dataCoding() == DataCoding.UCS2
                || fits.segments() < otherFits.segments();
    }
}
