/**
 * From samples as they were sent to samples as loud as a telephone wants them.
 *
 * <p>{@link SpeechLevel} measures how loud the speech in them is, leaving pauses out; {@link SpeechBounds} finds where it
 * begins and ends; {@link Limiter} applies the gain that follows, and lowers peaks that would not fit. All work on plain
 * arrays of samples of −1 to 1, keep nothing, and are confined to the caller's thread.
 */
@NullMarked
package trunkline.media.level;

import org.jspecify.annotations.NullMarked;
