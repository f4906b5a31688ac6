package trunkline.media.source;

import java.time.Duration;

/**
 * What a voice file is.
 *
 * @param name such as {@code MP3} or {@code WAV A-law}
 * @param sampleRate samples per second of each channel
 * @param samples of one channel that {@link AudioSource#read} gives in all
 */
public record SourceFormat(String name, int sampleRate, int channels, long samples) {

    public Duration duration() {
        return Duration.ofNanos(samples * 1_000_000_000L / sampleRate);
    }
}
