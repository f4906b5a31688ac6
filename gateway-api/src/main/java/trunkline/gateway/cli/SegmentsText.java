package trunkline.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import trunkline.gateway.dispatch.SmsExplanation;
import trunkline.gateway.http.SegmentsJson;
import trunkline.gateway.message.SmsSize.Replacement;

/** An explanation of a text for people at a terminal. */
final class SegmentsText {

    private SegmentsText() {}

    static String of(SmsExplanation explained) {
        List<String> lines = new ArrayList<>();
        String unit = explained.unit().name().toLowerCase(Locale.ROOT);
        lines.add("%s (data_coding %d), %s, %d %s in all"
                .formatted(
                        explained.coding(),
                        explained.dataCoding(),
                        segments(explained.segments().size()),
                        explained.units(),
                        unit));
        for (SmsExplanation.Segment segment : explained.segments()) {
            lines.add("%3d  %3d of %3d %s  %3d octets  \"%s\""
                    .formatted(
                            segment.number(),
                            segment.units(),
                            explained.capacity(),
                            unit,
                            segment.octets(),
                            segment.text()));
        }
        if (!explained.replaced().isEmpty()) {
            lines.add("replaced: " + replaced(explained.replaced()));
        }
        for (SmsExplanation.Costly costly : explained.costly()) {
            lines.add("%s %s, %d times, %d %s each: %s"
                    .formatted(
                            SegmentsJson.codePoint(costly.character()),
                            costly.character(),
                            costly.count(),
                            costly.units(),
                            unit,
                            costly.why()));
        }
        for (SmsExplanation.Cheaper cheaper : explained.cheaper()) {
            lines.add("cheaper, %s of %s: \"%s\" (%s)"
                    .formatted(
                            segments(cheaper.segments()),
                            cheaper.coding(),
                            cheaper.text(),
                            replaced(cheaper.replaced())));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String segments(int count) {
        return count == 1 ? "1 segment" : count + " segments";
    }

    private static String replaced(List<Replacement> replaced) {
        return replaced.stream().map(SegmentsText::one).collect(Collectors.joining(", "));
    }

    private static String one(Replacement one) {
        String times = one.count() == 1 ? "" : " " + one.count() + " times";
        String name = SegmentsJson.codePoint(one.character()) + " " + one.character();
        return one.by().isEmpty() ? name + " left out" + times : name + " by \"" + one.by() + "\"" + times;
    }
}
