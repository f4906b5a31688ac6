package trunkline.gateway.smsc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trunkline.gateway.dispatch.SmsExplanation.Cheaper;
import trunkline.gateway.dispatch.SmsExplanation.How;
import trunkline.gateway.message.SmsSize.Replacement;
import trunkline.smpp.segment.ApplicationPorts;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.SegmentPlan;
import trunkline.smpp.segment.SegmentPlan.Fits;
import trunkline.smpp.segment.TextCoding;
import trunkline.smpp.segment.Transliteration.Extent;

/** Finds texts that say nearly the same in fewer segments. */
record CheaperTexts(EncodingSettings settings, ApplicationPorts ports) {

    /** Longer texts are not looked through: it would hold up other requests. */
    private static final int CHARACTERS_MAX = 4_000;

    /** Each takes fewer segments than the one before it, the first fewer than {@code text}. */
    List<Cheaper> than(String text, Fits plan) {
        List<Cheaper> cheaper = new ArrayList<>();
        if (plan.segments() == 1 || text.length() > CHARACTERS_MAX) {
            return cheaper;
        }
        TextChoice smart = TextChoice.transliterated(text, settings, ports, Extent.SAME_MEANING);
        TextChoice letters = TextChoice.transliterated(text, settings, ports, Extent.NEAREST_LETTER);
        int segments = plan.segments();
        segments = add(cheaper, How.SMART, smart, segments);
        segments = add(cheaper, How.LETTERS, letters, segments);
        add(cheaper, How.REMOVAL, withoutTheRest(letters), segments);
        return cheaper;
    }

    /** Adds {@code choice} if it takes fewer segments than {@code segments}; how many the cheapest takes then. */
    private static int add(List<Cheaper> cheaper, How how, TextChoice choice, int segments) {
        if (choice.replaced().isEmpty()
                || choice.text().isBlank()
                || !(choice.plan() instanceof Fits fits)
                || fits.segments() >= segments) {
            return segments;
        }
        cheaper.add(
                new Cheaper(how, choice.text(), SegmentMeter.name(fits.coding()), fits.segments(), choice.replaced()));
        return fits.segments();
    }

    private TextChoice withoutTheRest(TextChoice letters) {
        StringBuilder text = new StringBuilder();
        Map<Integer, Integer> removed = new LinkedHashMap<>();
        letters.text().codePoints().forEach(codePoint -> {
            if (isSeptets(codePoint)) {
                text.appendCodePoint(codePoint);
            } else {
                removed.merge(codePoint, 1, Integer::sum);
            }
        });
        List<Replacement> replaced = new ArrayList<>(letters.replaced());
        removed.forEach((codePoint, count) -> replaced.add(new Replacement(Character.toString(codePoint), "", count)));
        return new TextChoice(text.toString(), SegmentPlan.of(text.toString(), settings, ports), List.copyOf(replaced));
    }

    private boolean isSeptets(int codePoint) {
        return SegmentPlan.of(Character.toString(codePoint), settings, ApplicationPorts.NONE) instanceof Fits fits
                && fits.coding().equals(TextCoding.GSM_7BIT);
    }
}
