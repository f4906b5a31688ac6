/**
 * From a voice file to a prompt that calls can play.
 *
 * <p>{@link PromptMaker} is the way in, once per upload: the file's samples come from {@code source} at 8 kHz, the speech
 * in them is brought to the telephone's level and the silence around it cut ({@code level}), then they are encoded in each
 * {@code Codec} and written to one file with the {@link PromptReport}. {@link Prompt#open} maps that file; {@link
 * PromptAudio} is what the RTP sender copies its payloads from. A file that cannot be played whole is refused, never cut.
 */
@NullMarked
package trunkline.media.prompt;

import org.jspecify.annotations.NullMarked;
