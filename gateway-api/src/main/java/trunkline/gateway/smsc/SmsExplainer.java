package trunkline.gateway.smsc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SmsExplanation;
import trunkline.gateway.dispatch.SmsExplanation.Costly;
import trunkline.gateway.dispatch.SmsExplanation.Outcome;
import trunkline.gateway.dispatch.SmsExplanation.Segment;
import trunkline.gateway.dispatch.SmsExplanation.Unit;
import trunkline.gateway.message.Transliterate;
import trunkline.smpp.segment.ApplicationPorts;
import trunkline.smpp.segment.DataCoding;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.SegmentPlan;
import trunkline.smpp.segment.TextCoding;

/** Explains how a text would be encoded and split by the settings of one SMSC. */
public final class SmsExplainer {

    private final EncodingSettings settings;
    private final ApplicationPorts ports;

    /** For messages of an SMSC with these settings. */
    public SmsExplainer(EncodingSettings settings, ApplicationPorts ports) {
        this.settings = settings;
        this.ports = ports;
    }

    /** Explains {@code text}, after what {@code transliterate} allows. */
    public Outcome explain(String text, Transliterate transliterate) {
        TextChoice choice = TextChoice.of(text, settings, ports, transliterate);
        if (!(choice.plan() instanceof SegmentPlan.Fits fits)) {
            return new Outcome(null, SegmentMeter.problem(choice.plan()));
        }
        boolean ucs2 = fits.coding().dataCoding() == DataCoding.UCS2;
        return new Outcome(
                new SmsExplanation(
                        choice.text(),
                        SegmentMeter.name(fits.coding()),
                        fits.coding().dataCoding().value(),
                        ucs2 ? Unit.UNITS : Unit.SEPTETS,
                        fits.units(),
                        fits.capacity(),
                        split(choice.text(), fits),
                        costly(choice.text(), fits.coding()),
                        choice.replaced(),
                        new CheaperTexts(settings, ports).than(choice.text(), fits)),
                "");
    }

    private List<Segment> split(String text, SegmentPlan.Fits fits) {
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        int filled = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            int cost = fits.coding().unitsOf(codePoint);
            if (filled + cost > fits.capacity()) {
                segments.add(segment(segments.size() + 1, text.substring(from, at), filled, fits));
                from = at;
                filled = 0;
            }
            filled += cost;
            at += Character.charCount(codePoint);
        }
        segments.add(segment(segments.size() + 1, text.substring(from), filled, fits));
        return segments;
    }

    private Segment segment(int number, String text, int units, SegmentPlan.Fits fits) {
        return new Segment(number, units, fits.headerOctets() + octets(text, units, fits.coding()), text);
    }

    private int octets(String text, int units, TextCoding coding) {
        if (coding.dataCoding() == DataCoding.UCS2) {
            return units * Character.BYTES;
        }
        if (settings.alphabet() == DefaultAlphabet.GSM7_PACKED) {
            return (units * 7 + Byte.SIZE - 1) / Byte.SIZE;
        }
        return settings.alphabet() == DefaultAlphabet.GSM7_UNPACKED ? units : text.length();
    }

    private List<Costly> costly(String text, TextCoding coding) {
        Map<Integer, Costly> found = new LinkedHashMap<>();
        text.codePoints().forEach(codePoint -> {
            String why = why(codePoint, coding);
            if (why != null) {
                found.merge(
                        codePoint,
                        new Costly(Character.toString(codePoint), 1, coding.unitsOf(codePoint), why),
                        (before, one) ->
                                new Costly(before.character(), before.count() + 1, before.units(), before.why()));
            }
        });
        return List.copyOf(found.values());
    }

    private @Nullable String why(int codePoint, TextCoding coding) {
        if (coding.dataCoding() == DataCoding.UCS2) {
            SegmentPlan alone = SegmentPlan.of(Character.toString(codePoint), settings, ApplicationPorts.NONE);
            boolean septets =
                    alone instanceof SegmentPlan.Fits fits && fits.coding().equals(TextCoding.GSM_7BIT);
            return septets ? null : "not in the GSM alphabet: makes the whole text UCS-2";
        }
        return coding.unitsOf(codePoint) > 1 ? "needs an escape before it" : null;
    }
}
