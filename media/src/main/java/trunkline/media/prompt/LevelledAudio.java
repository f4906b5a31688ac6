package trunkline.media.prompt;

import java.time.Duration;
import trunkline.media.level.Limiter;
import trunkline.media.level.SpeechBounds;
import trunkline.media.level.SpeechLevel;

/** A file's samples as they are played, and how they came to be so. */
final class LevelledAudio {

    /** 1 dB below full scale: A-law and µ-law carry it, and what follows in the network has room. */
    private static final double CEILING = Math.pow(10, -1 / 20.0);

    private final DecodedAudio decoded;
    private final SpeechBounds bounds;
    private final SpeechLevel before;
    private final SpeechLevel after;
    private final double gain;
    private final long limited;

    private LevelledAudio(DecodedAudio decoded, LevelSettings settings) {
        this.decoded = decoded;
        float[] all = decoded.narrow();
        this.before = SpeechLevel.measure(all, new SpeechBounds(0, all.length), Prompt.SAMPLE_RATE);
        this.bounds = settings.trimmed() ? sound(settings) : new SpeechBounds(0, all.length);
        double most = Math.pow(10, settings.gainMaxDecibels() / 20);
        this.gain = settings.levelled() ? Math.min(before.gainTo(settings.targetDbm0()), most) : 1;
        // also without a gain: behind a steep filter, peaks of a loud recording go a little beyond full scale
        double ceiling = settings.levelled() ? CEILING : Limiter.FULL_SCALE;
        this.limited = Limiter.apply(all, bounds, gain, ceiling, Prompt.SAMPLE_RATE);
        Limiter.apply(decoded.wide(), wideBounds(), gain, ceiling, DecodedAudio.WIDE * Prompt.SAMPLE_RATE);
        this.after = SpeechLevel.measure(all, bounds, Prompt.SAMPLE_RATE);
    }

    /** Takes over the samples of {@code decoded}. */
    static LevelledAudio of(DecodedAudio decoded, LevelSettings settings) {
        return new LevelledAudio(decoded, settings);
    }

    Bands bands() {
        return new Bands(
                new Pcm(decoded.narrow(), bounds.from(), bounds.length()),
                new Pcm(decoded.wide(), wideBounds().from(), wideBounds().length()));
    }

    PromptReport report(EncodedAudio encoded) {
        return new PromptReport(
                decoded.source(),
                duration(bounds.length()),
                duration(bounds.from()),
                duration(decoded.narrow().length - bounds.to()),
                before.dbm0(),
                after.dbm0(),
                20 * Math.log10(gain),
                after.activity(),
                limited,
                decoded.clipped(),
                encoded.signalToNoise());
    }

    private SpeechBounds sound(LevelSettings settings) {
        return SpeechBounds.find(
                decoded.narrow(),
                Prompt.SAMPLE_RATE,
                before,
                samples(settings.keepBefore()),
                samples(settings.keepAfter()));
    }

    private SpeechBounds wideBounds() {
        return new SpeechBounds(DecodedAudio.WIDE * bounds.from(), DecodedAudio.WIDE * bounds.to());
    }

    private static int samples(Duration duration) {
        return (int) (duration.toMillis() * Prompt.SAMPLE_RATE / 1000);
    }

    static Duration duration(long samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / Prompt.SAMPLE_RATE);
    }
}
