package trunkline.gateway.smsc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.dispatch.SmsExplanation;
import trunkline.gateway.dispatch.SmsMeter;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.Transliterate;
import trunkline.smpp.segment.ApplicationPorts;
import trunkline.smpp.segment.ConcatenationHeader;
import trunkline.smpp.segment.DataCoding;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.NationalLanguage;
import trunkline.smpp.segment.SegmentPlan;
import trunkline.smpp.segment.TextCoding;

/** Counts the segments of an SMS as the link that will send it cuts it. */
public final class SegmentMeter implements SmsMeter {

    private static final String TOO_LONG =
            "must fit in " + ConcatenationHeader.MAX_SEGMENTS + " segments; it is longer";

    /** Replaced as a whole, never changed. */
    private volatile Map<String, EncodingSettings> settings = Map.of();

    public SegmentMeter(List<SmscConfig> smsc) {
        replace(smsc);
    }

    /** From now on these are the SMSCs. */
    public void replace(List<SmscConfig> smsc) {
        Map<String, EncodingSettings> next = new HashMap<>();
        smsc.forEach(one -> next.put(one.name(), one.encoding().settings()));
        settings = next;
    }

    /** The settings of an SMSC; the basic ones for a name that is none. */
    EncodingSettings settings(String way) {
        return settings.getOrDefault(way, EncodingSettings.BASIC);
    }

    @Override
    public Measured measure(String way, Content.Sms sms, Transliterate transliterate) {
        ApplicationPorts ports = SmsEncoder.ports(sms.options());
        return sms instanceof Content.Text text
                ? measure(text, settings(way), ports, transliterate)
                : measure((Content.Binary) sms, settings(way), ports);
    }

    private static Measured measure(
            Content.Text text, EncodingSettings settings, ApplicationPorts ports, Transliterate transliterate) {
        TextChoice choice = TextChoice.of(text.text(), settings, ports, transliterate);
        if (!(choice.plan() instanceof SegmentPlan.Fits fits)) {
            return new Unfit(problem(choice.plan()));
        }
        SmsSize size = new SmsSize(name(fits.coding()), fits.segments(), choice.replaced());
        return new Fits(new Content.Text(choice.text(), text.options(), size));
    }

    private static Measured measure(Content.Binary binary, EncodingSettings settings, ApplicationPorts ports) {
        int segments = SegmentPlan.segmentsOfOctets(binary.hex().length() / 2, settings, ports);
        return segments <= ConcatenationHeader.MAX_SEGMENTS
                ? new Fits(binary.with(SmsSize.of("binary", segments)))
                : new Unfit(TOO_LONG);
    }

    @Override
    public SmsExplanation.Outcome explain(String way, Content.Text text, Transliterate transliterate) {
        return new SmsExplainer(settings(way), SmsEncoder.ports(text.options())).explain(text.text(), transliterate);
    }

    /** The rule that a text breaks whose plan is not {@link SegmentPlan.Fits}. */
    static String problem(SegmentPlan plan) {
        return plan instanceof SegmentPlan.NotText notText
                ? "must be text; character " + (notText.index() + 1) + " is half a surrogate pair"
                : TOO_LONG;
    }

    /** What the API calls a coding: {@code gsm7}, {@code gsm7-tr} with tables of Turkish, {@code ucs2}. */
    static String name(TextCoding coding) {
        if (coding.dataCoding() == DataCoding.UCS2) {
            return "ucs2";
        }
        NationalLanguage locking = coding.locking();
        NationalLanguage single = coding.single();
        String name = locking == null ? "gsm7" : "gsm7-" + locking.isoCode();
        return single == null || single == locking ? name : name + "-" + single.isoCode();
    }
}
