/**
 * The ear of a simulated callee: hears the RTP of a call, judges it, and keeps it as a WAV.
 *
 * <p>{@link RtpRecorder} listens; {@link RtpRecorder#record} opens the ports of one call, which its {@link Recording} names
 * for the answer. Each packet is parsed, counted in {@code Arrivals} and decoded into {@code HeardAudio} at the place that
 * its timestamp says; {@link Recording#finish} writes the WAV and gives the {@link RecordingReport}.
 *
 * <p>It tests the sender in {@code rtp}, so it shares no code with it: parsing, counting and G.711 are written here again,
 * from the standards. Of G.722 and SRTP it takes what {@code codec} and {@code srtp} have, which tests of their own compare with others.
 */
@NullMarked
package trunkline.media.recorder;

import org.jspecify.annotations.NullMarked;
