package trunkline.media.prompt;

import java.time.Duration;
import java.util.Map;
import trunkline.media.codec.Codec;
import trunkline.media.source.SourceFormat;

/**
 * What became of a voice file: for the person who sent it.
 *
 * @param source what was sent
 * @param duration of the prompt
 * @param trimmedBefore silence cut at the beginning
 * @param trimmedAfter and at the end
 * @param levelBeforeDbm0 active speech level as sent, −100 for silence
 * @param levelAfterDbm0 and as it is played
 * @param gainDecibels applied
 * @param activity share of the time in which somebody speaks, 0 to 1
 * @param limitedSamples whose gain was lowered so that a peak fits
 * @param clippedSamples that were cut off at full scale already when they were sent
 * @param signalToNoise in decibels, of the samples after coding against before, for each codec it is kept in
 */
public record PromptReport(
        SourceFormat source,
        Duration duration,
        Duration trimmedBefore,
        Duration trimmedAfter,
        double levelBeforeDbm0,
        double levelAfterDbm0,
        double gainDecibels,
        double activity,
        long limitedSamples,
        long clippedSamples,
        Map<Codec, Double> signalToNoise) {

    public PromptReport {
        signalToNoise = Map.copyOf(signalToNoise);
    }
}
