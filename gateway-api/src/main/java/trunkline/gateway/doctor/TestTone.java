package trunkline.gateway.doctor;

import java.time.Duration;
import trunkline.media.prompt.Prompt;

/** What the callee of a test call hears: short tones, with pauses. */
final class TestTone {

    private static final int HERTZ = 440;
    /** Of samples of 16 bits, at its peak: about as loud as speech. */
    private static final double LEVEL = 4_000;

    private static final int PERIOD_MILLIS = 1_000;
    private static final int TONE_MILLIS = 400;
    private static final int SAMPLES_PER_MILLI = Prompt.SAMPLE_RATE / 1_000;

    private TestTone() {}

    /** So long, beginning with a tone. */
    static Prompt lasting(Duration length) {
        short[] samples = new short[Math.toIntExact(length.toMillis()) * SAMPLES_PER_MILLI];
        for (int i = 0; i < samples.length; i++) {
            boolean sounds = i / SAMPLES_PER_MILLI % PERIOD_MILLIS < TONE_MILLIS;
            samples[i] = sounds ? (short) (LEVEL * Math.sin(2 * Math.PI * HERTZ * i / Prompt.SAMPLE_RATE)) : 0;
        }
        return Prompt.ofSamples(samples);
    }

    static Prompt silence(Duration length) {
        return Prompt.ofSamples(new short[Math.toIntExact(length.toMillis()) * SAMPLES_PER_MILLI]);
    }
}
