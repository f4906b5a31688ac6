/**
 * From samples to payload octets, and the names both sides of a call use for them.
 *
 * <p>A prompt arrives here as 16-bit samples at {@link Codec#sampleRate}, once, when its file is uploaded, and leaves as
 * the octets that packets carry. {@link PayloadType} is what an SDP names and an RTP header numbers; {@link Codec} is
 * what a prompt is kept in: G.711, which codes each sample by itself from a table, and G.722, whose encoder and decoder
 * learn with each octet. They are confined to one thread; all else is stateless.
 */
@NullMarked
package trunkline.media.codec;

import org.jspecify.annotations.NullMarked;
