package trunkline.media.prompt;

/**
 * One recording in the two rates that codecs take. The wide one has twice the samples of the narrow one.
 *
 * @param narrow 8,000 samples a second
 * @param wide 16,000
 */
record Bands(Pcm narrow, Pcm wide) {

    Pcm at(int sampleRate) {
        return sampleRate == Prompt.SAMPLE_RATE ? narrow : wide;
    }
}
