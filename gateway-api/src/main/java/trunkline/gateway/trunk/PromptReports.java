package trunkline.gateway.trunk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.call.VoiceFileReport;
import trunkline.media.codec.Codec;
import trunkline.media.prompt.PromptReport;
import trunkline.media.source.Refusal;

/** What {@code media} says of a voice file, in the core's words. */
final class PromptReports {

    private PromptReports() {}

    static VoiceFileReport of(PromptReport report) {
        var source = report.source();
        return new VoiceFileReport(
                new VoiceFileReport.Source(
                        source.name(),
                        source.sampleRate(),
                        source.channels(),
                        source.duration().toMillis()),
                report.duration().toMillis(),
                report.trimmedBefore().toMillis(),
                report.trimmedAfter().toMillis(),
                new VoiceFileReport.Level(
                        report.levelBeforeDbm0(), report.levelAfterDbm0(), report.gainDecibels(), report.activity()),
                new VoiceFileReport.Clipping(report.clippedSamples(), report.limitedSamples()),
                forms(report.signalToNoise()));
    }

    static PromptShelf.Outcome.Refused of(Refusal refusal) {
        String cause = refusal.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new PromptShelf.Outcome.Refused(cause, refusal.octet(), refusal.reason());
    }

    private static List<VoiceFileReport.Form> forms(Map<Codec, Double> signalToNoise) {
        return signalToNoise.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(form -> new VoiceFileReport.Form(
                        form.getKey().payloadType().encoding(), form.getKey().sampleRate(), form.getValue()))
                .toList();
    }
}
