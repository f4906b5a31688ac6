/**
 * From an uploaded file to samples: what it is, whether it is whole, and one channel of it at its own rate, then at ours.
 *
 * <p>{@link AudioSource#open} looks at the content, never at the name. The structure of the file is walked first, by our
 * own readers ({@code Mp3Frames}, {@code WavChunks}), so that a file that is broken, cut or too long is refused with the
 * octet and the reason before anything is decoded. Then samples are read block by block: MP3 frames through mp3spi,
 * WAV octets as they are, all channels mixed to one. {@link Resampler} brings them to 8 or 16 kHz.
 *
 * <p>Everything here is confined to the thread that opened the source, and holds a few hundred kilobytes whatever the
 * length of the file. Whoever opens a source closes it.
 */
@NullMarked
package trunkline.media.source;

import org.jspecify.annotations.NullMarked;
