package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.call.VoiceFileReport;
import trunkline.gateway.call.VoiceFileReport.Level;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Response;
import trunkline.gateway.store.VoiceFile;

/** What the API says of voice files. */
final class VoiceFileAnswers {

    private static final int REFUSED = 422;
    private static final double MILLIS_PER_SECOND = 1_000.0;
    /** A shorter part of all samples made softer is a peak here and there. */
    private static final double LIMITED_SHARE_MAX = 0.05;

    private static final double SAMPLES_PER_MILLI = 8;
    private static final double LEVEL_OFF_MAX = 1;

    private VoiceFileAnswers() {}

    static ObjectNode of(VoiceFile file) {
        return Json.object()
                .put("name", file.name())
                .put("octets", file.octets())
                .put("duration_seconds", seconds(file.durationMillis()))
                .put("created_at", Timestamps.seconds(file.createdAtMicros()));
    }

    /** With its report, if there is one to be had. */
    static ObjectNode of(VoiceFile file, @Nullable VoiceFileReport report) {
        ObjectNode json = of(file);
        if (report != null) {
            json.set("report", report(report));
        }
        return json;
    }

    /** RFC 9457, with what kind of refusal it is, and where in the file the reason lies. */
    static Response refused(PromptShelf.Outcome.Refused refused) {
        return Problem.of(REFUSED, "Voice file refused", refused.reason())
                .with(Json.object().put("cause", refused.cause()).put("octet", refused.octet()))
                .toResponse();
    }

    private static ObjectNode report(VoiceFileReport report) {
        ObjectNode json = Json.object();
        json.putObject("source")
                .put("format", report.source().format())
                .put("sample_rate", report.source().sampleRate())
                .put("channels", report.source().channels())
                .put("duration_seconds", seconds(report.source().durationMillis()));
        Level level = report.level();
        json.putObject("speech_level_dbm0")
                .put("before", decibels(level.beforeDbm0()))
                .put("after", decibels(level.afterDbm0()));
        json.put("gain_db", rounded(level.gainDecibels(), 10));
        json.put("speech_share", rounded(level.speechShare(), 100));
        json.putObject("trimmed_seconds")
                .put("before", seconds(report.trimmedBeforeMillis()))
                .put("after", seconds(report.trimmedAfterMillis()));
        json.put("clipped_samples", report.clipping().clippedSamples());
        json.put("limited_samples", report.clipping().limitedSamples());
        ArrayNode forms = json.putArray("formats");
        for (VoiceFileReport.Form form : report.forms()) {
            forms.addObject()
                    .put("codec", form.codec())
                    .put("sample_rate", form.sampleRate())
                    .put("snr_db", rounded(form.signalToNoiseDecibels(), 10));
        }
        ArrayNode notes = json.putArray("notes");
        notes(report).forEach(notes::add);
        return json;
    }

    /** What whoever sent it may want to do better. */
    private static List<String> notes(VoiceFileReport report) {
        List<String> notes = new ArrayList<>();
        Level level = report.level();
        if (level.beforeDbm0() <= Level.SILENCE) {
            notes.add("there is nothing but silence in it");
            return notes;
        }
        long clipped = report.clipping().clippedSamples();
        if (clipped > 0) {
            notes.add(clipped + " samples were cut off at full scale before it was sent: record it softer");
        }
        double limitedShare = report.clipping().limitedSamples() / (SAMPLES_PER_MILLI * report.durationMillis());
        if (limitedShare > LIMITED_SHARE_MAX) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of it was made softer so that its peaks fit: record it more evenly",
                    100 * limitedShare));
        }
        if (level.gainDecibels() > 0 && level.afterDbm0() + LEVEL_OFF_MAX < level.beforeDbm0()) {
            notes.add("its peaks leave no room for the speech to be as loud as it should");
        }
        return notes;
    }

    private static @Nullable Double decibels(double level) {
        return level <= Level.SILENCE ? null : rounded(level, 10);
    }

    private static double rounded(double value, int parts) {
        return (double) Math.round(value * parts) / parts;
    }

    private static double seconds(long millis) {
        return millis / MILLIS_PER_SECOND;
    }
}
